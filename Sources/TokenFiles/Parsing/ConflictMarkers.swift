import Glibc
import TokenModel

/// The conflict markers that Git writes into a file that it could not merge.
enum ConflictMarkers {
  /// A diagnostic for each conflict: a line that begins with `<<<<<<<`, then one with `=======`, then one with `>>>>>>>`.
  static func diagnostics(in text: [UInt8]) -> [FileDiagnostic] {
    guard mayHold(text) else { return [] }
    var diagnostics: [FileDiagnostic] = []
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
        diagnostics.append(
          FileDiagnostic(
            .yamlSyntax, "the file contains the markers of an unresolved merge",
            help: "keep one of the two sides, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
            at: SourceRange(mark, to: mark.index + 7)))
        (opening, isHalfway) = (nil, false)
      }
      cursor.advance(in: text, toByte: (line.firstIndex(of: SourceCursor.lineFeed) ?? text.count - 1) + 1)
    }
    return diagnostics
  }

  /// Whether a line begins with `>>>>>>>`. Much faster than examining each line, so that most texts end here.
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
