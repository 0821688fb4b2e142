import TokenModel

/// A place in a source text. Lines and columns count from 1, columns and indexes in Unicode scalars.
struct Mark: Equatable {
  /// How many scalars stand before it in the file, a byte order mark not counted.
  var index: UInt32
  var line: UInt32
  var column: UInt32

  static let start = Mark(index: 0, line: 1, column: 1)

  func position(in file: String) -> SourcePosition {
    SourcePosition(file: file, line: Int(line), column: Int(column))
  }
}

/// A stretch of a source text: where it begins, and the index of the scalar behind it.
struct Span: Equatable {
  var start: Mark
  var end: UInt32

  init(_ start: Mark, to end: UInt32) {
    self.start = start
    self.end = max(start.index, end)
  }

  var range: Range<UInt32> { start.index..<end }
}
