/// The replacement of a range of bytes.
struct TextEdit: Equatable {
  /// Offsets in the original text; empty for an insertion.
  var range: Range<Int>
  var replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = Array(replacement.utf8)
  }
}

extension [UInt8] {
  /// The bytes after edits, which are sorted by place; nil if two of them overlap.
  func applying(_ edits: [TextEdit]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var end = 0
    for edit in edits {
      guard edit.range.lowerBound >= end, edit.range.upperBound <= count else { return nil }
      result += self[end..<edit.range.lowerBound]
      result += edit.replacement
      end = edit.range.upperBound
    }
    return result + self[end...]
  }
}
