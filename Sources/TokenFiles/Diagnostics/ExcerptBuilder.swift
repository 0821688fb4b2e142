import Glibc
import TokenModel

/// Adds excerpts to the diagnostics of one file. A line that holds a secret is never quoted, and after a syntax error no
/// line of a file with a `token` key is: the end of that key's value is unknown.
struct ExcerptBuilder {
  private let file: ParsedFile
  private let mask: SecretMask
  private var cursor = SourceCursor()
  /// The line that was examined last.
  private var line: Line?
  /// The first line that is not quoted because the parser stopped at or before it.
  private var firstUnquotedLine = UInt32.max

  private struct Line {
    var number: UInt32
    var bytes: Range<Int>
    /// Its length in scalars.
    var length: Int
    var isQuotable: Bool
  }

  /// How many scalars of a long line are shown before the marked place, and from there on.
  private static let shownBefore = 60
  private static let shownFrom = 100

  init(_ file: ParsedFile, mask: SecretMask) {
    self.file = file
    self.mask = mask
    hideUnparsedText()
  }

  /// The file's diagnostics with their excerpts, sorted by position. The last one says how many were omitted.
  mutating func diagnostics() -> [Diagnostic] {
    let sorted = file.diagnostics.list.sorted { $0.span.start.index < $1.span.start.index }
    var diagnostics = sorted.map { found in
      Diagnostic(
        found.severity, found.code, found.message, help: found.help.map { Advice($0) }, address: found.address,
        at: found.span.start.position(in: file.path), excerpt: excerpt(of: found.span))
    }
    let last = diagnostics.last?.position
    if file.diagnostics.omitted > 0 {
      diagnostics.append(
        Diagnostic(.error, .tooLarge, "\(file.diagnostics.omitted) more errors in this file are not listed", at: last))
    }
    if file.diagnostics.omittedWarnings > 0 {
      diagnostics.append(
        Diagnostic(
          .warning, .tooLarge, "\(file.diagnostics.omittedWarnings) more warnings in this file are not listed", at: last
        ))
    }
    return diagnostics
  }

  /// The line at a position, with the word there marked; nil if the file has no such position.
  ///
  /// The file is read once if positions are asked for in their order.
  mutating func excerpt(at position: SourcePosition) -> Diagnostic.SourceExcerpt? {
    let bytes = file.source.bytes
    if cursor.mark.position(in: position.file) > position { cursor = SourceCursor() }
    while cursor.mark.position(in: position.file) < position, cursor.byte < bytes.count {
      cursor.advance(in: bytes, toIndex: cursor.mark.index + 1)
    }
    guard cursor.mark.position(in: position.file) == position else { return nil }
    let word = bytes[cursor.byte...].prefix { $0 > 0x20 && !Self.wordEnds.contains($0) }
    let length = UInt32(word.count { $0 & 0xC0 != 0x80 })
    return excerpt(of: SourceRange(cursor.mark, to: cursor.mark.index + max(1, length)))
  }

  private static let wordEnds = Array(":,]}#".utf8)

  /// After a syntax error the end of a value is unknown. So if the file has a secret or a `token` key, nothing from there
  /// on is quoted.
  private mutating func hideUnparsedText() {
    guard let start = file.secrets.endOfParsed else { return }
    var cursor = SourceCursor()
    cursor.advance(in: file.source.bytes, toIndex: start)
    let mayShowSecret =
      !file.secrets.isEmpty
      || file.source.bytes.withUnsafeBufferPointer { bytes in
        // A key that is folded over lines may begin before that place.
        let rest = UnsafeBufferPointer(rebasing: bytes[cursor.byte...])
        return SecretKeyScanner.isNamed(in: rest, withColon: false) || mask.finds(in: rest)
          || SecretKeyScanner.isNamed(in: bytes, withColon: true)
      }
    if mayShowSecret { firstUnquotedLine = cursor.mark.line }
  }

  private mutating func excerpt(of span: SourceRange) -> Diagnostic.SourceExcerpt? {
    cursor.advance(in: file.source.bytes, toIndex: span.start.index)
    let line = self.line.flatMap { $0.number == cursor.mark.line ? $0 : nil } ?? currentLine()
    self.line = line
    guard line.isQuotable else { return nil }
    let place = cursor.byte
    let isShort = line.length <= Self.shownBefore + Self.shownFrom
    let start = isShort ? line.bytes.lowerBound : offset(from: place, stepping: -Self.shownBefore, in: line.bytes)
    let end = isShort ? line.bytes.upperBound : offset(from: place, stepping: Self.shownFrom, in: line.bytes)
    // Each byte that is not UTF-8 becomes a scalar of its own, so there may be more of them than were counted.
    let allBefore = text(start..<place).unicodeScalars
    let allAfter = text(place..<max(place, end)).unicodeScalars
    let fits = allBefore.count + allAfter.count <= Self.shownBefore + Self.shownFrom
    let before = fits ? allBefore[...] : allBefore.suffix(Self.shownBefore)
    let after = fits ? allAfter[...] : allAfter.prefix(Self.shownFrom)
    let isCut = (
      before: start > line.bytes.lowerBound || before.count < allBefore.count,
      after: end < line.bytes.upperBound || after.count < allAfter.count
    )
    return Diagnostic.SourceExcerpt(
      line: (isCut.before ? "…" : "") + String(before) + String(after) + (isCut.after ? "…" : ""),
      column: before.count + (isCut.before ? 2 : 1),
      length: max(1, min(Int(span.end - span.start.index), after.count)))
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

  /// Whether a line holds a secret, a `token` key, or NUL: a file with NUL bytes is binary or UTF-16, in which no secret
  /// would be found.
  private func looksSecret(_ line: Range<Int>) -> Bool {
    file.source.bytes.withUnsafeBufferPointer { bytes in
      let line = UnsafeBufferPointer(rebasing: bytes[line])
      return line.contains(0) || SecretKeyScanner.isNamed(in: line, withColon: true) || mask.finds(in: line)
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: file.source.bytes[range], as: UTF8.self) }

  /// The offset that is `count` scalars away, within bounds.
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
