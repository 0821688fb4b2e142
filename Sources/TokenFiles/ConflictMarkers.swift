import Glibc
import TokenModel

/// The lines that Git writes into a file whose merge it could not resolve.
enum ConflictMarkers {
  /// A fault for each conflict: a line that begins with `<<<<<<<`, one with `=======`, and one with `>>>>>>>`.
  static func faults(in text: [UInt8]) -> [Fault] {
    guard mayHold(text) else { return [] }
    var faults: [Fault] = []
    var opening: Mark?
    var isHalfway = false
    var cursor = SourceCursor()
    while cursor.byte < text.count {
      let line = text[cursor.byte...]
      if line.starts(with: "<<<<<<< ".utf8) {
        (opening, isHalfway) = (cursor.mark, false)
      } else if line.starts(with: "=======".utf8) {
        isHalfway = opening != nil
      } else if isHalfway, let mark = opening, line.starts(with: ">>>>>>> ".utf8) {
        faults.append(
          Fault(
            .yamlSyntax, "the file holds the markers of an unresolved merge",
            help: "keep one of the two sides, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
            at: Span(mark, to: mark.index + 7)))
        (opening, isHalfway) = (nil, false)
      }
      cursor.advance(in: text, toByte: (line.firstIndex(of: SourceCursor.lineFeed) ?? text.count - 1) + 1)
    }
    return faults
  }

  /// Rules most texts out without a look at each line.
  private static func mayHold(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { text in
      guard let start = text.baseAddress else { return false }
      var rest = 0
      while let found = memchr(start + rest, Int32(UInt8(ascii: ">")), text.count - rest) {
        rest = UnsafeRawPointer(found) - start + 1
        if (rest == 1 || text[rest - 2] == SourceCursor.lineFeed), text[(rest - 1)...].starts(with: ">>>>>>> ".utf8) {
          return true
        }
      }
      return false
    }
  }
}
