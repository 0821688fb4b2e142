/// A range of a source text, from a place up to an index that is not part of it.
struct SourceRange: Equatable {
  var start: Mark
  var end: UInt32

  init(_ start: Mark, to end: UInt32) {
    self.start = start
    self.end = max(start.index, end)
  }

  /// The indexes of its scalars.
  var range: Range<UInt32> { start.index..<end }
}
