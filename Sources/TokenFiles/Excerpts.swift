import Glibc
import TokenModel

/// Turns the faults of one file into diagnostics that quote its lines. A line that holds a secret is not quoted, and
/// behind a syntax error no line of a file with a `token` key.
struct Excerpts {
  private let file: ParsedFile
  private let mask: SecretMask
  private var cursor = SourceCursor()
  /// The line that was looked at last.
  private var line: Line?
  /// The first line that is not quoted because what is on it, or behind it, was not understood.
  private var firstUnquotedLine = UInt32.max

  private struct Line {
    var number: UInt32
    var bytes: Range<Int>
    /// How many scalars it has.
    var length: Int
    var isQuotable: Bool
  }

  /// How many scalars are shown before the marked place, and from there on, where a line is too long.
  private static let shownBefore = 60
  private static let shownFrom = 100

  init(_ file: ParsedFile, mask: SecretMask) {
    self.file = file
    self.mask = mask
    hideWhatWasNotUnderstood()
  }

  /// The faults as diagnostics, in the order of their places in the file.
  mutating func diagnostics() -> [Diagnostic] {
    let faults = file.faults.list.sorted { $0.span.start.index < $1.span.start.index }
    var diagnostics = faults.map { fault in
      Diagnostic(
        fault.severity, fault.code, fault.message, help: fault.help.map { Advice($0) }, address: fault.address,
        at: fault.span.start.position(in: file.path), excerpt: excerpt(of: fault.span))
    }
    let last = diagnostics.last?.position
    if file.faults.omitted > 0 {
      diagnostics.append(
        Diagnostic(.error, .tooLarge, "\(file.faults.omitted) more faults of this file are not listed", at: last))
    }
    if file.faults.omittedWarnings > 0 {
      diagnostics.append(
        Diagnostic(
          .warning, .tooLarge, "\(file.faults.omittedWarnings) more warnings of this file are not listed", at: last))
    }
    return diagnostics
  }

  /// The line of a place, marked from there to the end of the word; nil for a place that the file does not have.
  ///
  /// Asking for places in their order reads the file once.
  mutating func excerpt(at position: SourcePosition) -> Diagnostic.Excerpt? {
    let bytes = file.source.bytes
    if cursor.mark.position(in: position.file) > position { cursor = SourceCursor() }
    while cursor.mark.position(in: position.file) < position, cursor.byte < bytes.count {
      cursor.advance(in: bytes, toIndex: cursor.mark.index + 1)
    }
    guard cursor.mark.position(in: position.file) == position else { return nil }
    let word = bytes[cursor.byte...].prefix { $0 > 0x20 && !Self.wordEnds.contains($0) }
    let length = UInt32(word.count { $0 & 0xC0 != 0x80 })
    return excerpt(of: Span(cursor.mark, to: cursor.mark.index + max(1, length)))
  }

  private static let wordEnds = Array(":,]}#".utf8)

  /// Where a value ends is not known in text that was not understood. So if a secret or the key of one is in the file,
  /// nothing from there on is quoted.
  private mutating func hideWhatWasNotUnderstood() {
    guard let start = file.secrets.endOfUnderstood else { return }
    var cursor = SourceCursor()
    cursor.advance(in: file.source.bytes, toIndex: start)
    let mayShowSecret =
      !file.secrets.isEmpty
      || file.source.bytes.withUnsafeBufferPointer { bytes in
        let rest = UnsafeBufferPointer(rebasing: bytes[cursor.byte...])
        return TokenKey.isNamed(in: rest, withColon: false) || mask.finds(in: rest)
      }
    if mayShowSecret { firstUnquotedLine = cursor.mark.line }
  }

  private mutating func excerpt(of span: Span) -> Diagnostic.Excerpt? {
    cursor.advance(in: file.source.bytes, toIndex: span.start.index)
    let line = self.line.flatMap { $0.number == cursor.mark.line ? $0 : nil } ?? currentLine()
    self.line = line
    guard line.isQuotable else { return nil }
    let place = cursor.byte
    let isShort = line.length <= Self.shownBefore + Self.shownFrom
    let start = isShort ? line.bytes.lowerBound : offset(from: place, stepping: -Self.shownBefore, in: line.bytes)
    let end = isShort ? line.bytes.upperBound : offset(from: place, stepping: Self.shownFrom, in: line.bytes)
    let before = text(start..<place)
    let after = text(place..<max(place, end))
    let isCut = (before: start > line.bytes.lowerBound, after: end < line.bytes.upperBound)
    return Diagnostic.Excerpt(
      line: (isCut.before ? "…" : "") + before + after + (isCut.after ? "…" : ""),
      column: before.unicodeScalars.count + (isCut.before ? 2 : 1),
      length: max(1, min(Int(span.end - span.start.index), after.unicodeScalars.count)))
  }

  private func currentLine() -> Line {
    let (bytes, start) = (file.source.bytes, cursor.lineStart)
    var end = bytes[start...].firstIndex(of: SourceCursor.lineFeed) ?? bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    end = max(end, cursor.byte)
    let length = bytes[start..<end].count { $0 & 0xC0 != 0x80 }
    let first = cursor.mark.index - (cursor.mark.column - 1)
    return Line(
      number: cursor.mark.line, bytes: start..<end, length: length,
      isQuotable: cursor.mark.line < firstUnquotedLine
        && !file.secrets.overlap(first..<first + UInt32(max(1, length))) && !looksSecret(start..<end))
  }

  /// Whether a line holds a secret, the key of one, or NUL: behind that is no text, or UTF-16, in which no secret would
  /// be found.
  private func looksSecret(_ line: Range<Int>) -> Bool {
    file.source.bytes.withUnsafeBufferPointer { bytes in
      let line = UnsafeBufferPointer(rebasing: bytes[line])
      return line.contains(0) || TokenKey.isNamed(in: line, withColon: true) || mask.finds(in: line)
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: file.source.bytes[range], as: UTF8.self) }

  /// The offset that is so many scalars away, within bounds.
  private func offset(from place: Int, stepping count: Int, in bounds: Range<Int>) -> Int {
    let bytes = file.source.bytes
    let step = count.signum()
    var (place, left) = (place, count.magnitude)
    while left > 0, step < 0 ? place > bounds.lowerBound : place < bounds.upperBound {
      repeat {
        place += step
      } while place > bounds.lowerBound && place < bounds.upperBound && bytes[place] & 0xC0 == 0x80
      left -= 1
    }
    return place
  }
}
