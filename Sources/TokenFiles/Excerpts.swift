import TokenModel

/// Turns the faults of one file into diagnostics that quote its lines, without its secrets.
struct Excerpts {
  private let file: ParsedFile
  private let mask: SecretMask
  private var secrets: SecretSpans
  private var cursor = SourceCursor()

  /// How far from a fault its line is looked at, in bytes.
  private static let reach = 512

  init(_ file: ParsedFile, mask: SecretMask) {
    self.file = file
    self.mask = mask
    secrets = file.secrets
    hideWhatWasNotUnderstood()
  }

  /// The faults as diagnostics, in the order in which they stand in the file.
  mutating func diagnostics() -> [Diagnostic] {
    let faults = file.faults.list.sorted { $0.span.start.index < $1.span.start.index }
    var diagnostics = faults.map { fault in
      Diagnostic(
        .error, fault.code, fault.message, help: fault.help, address: fault.address,
        at: fault.span.start.position(in: file.path), excerpt: excerpt(of: fault.span))
    }
    if file.faults.omitted > 0 {
      diagnostics.append(
        Diagnostic(
          .error, .tooLarge, "\(file.faults.omitted) more faults of this file are not listed",
          at: diagnostics.last?.position))
    }
    return diagnostics
  }

  /// The line of a place, marked from there to the end of the word; nil for a place that the file does not have.
  ///
  /// Asking for places in the order in which they stand reads the file once.
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

  /// From the first `token` key on that stands in a part of the text which was not understood, nothing is quoted: where
  /// its value ends is not known.
  private mutating func hideWhatWasNotUnderstood() {
    guard let start = secrets.endOfUnderstood else { return }
    var cursor = SourceCursor()
    cursor.advance(in: file.source.bytes, toIndex: start)
    let rest = file.source.bytes[cursor.byte...]
    guard let value = TokenKeys.firstValue(in: rest, where: { _ in true }) else { return }
    cursor.advance(in: file.source.bytes, toByte: value)
    secrets.add(cursor.mark.index..<UInt32.max)
    secrets.normalize()
  }

  private mutating func excerpt(of span: Span) -> Diagnostic.Excerpt {
    let bytes = file.source.bytes
    cursor.advance(in: bytes, toIndex: span.start.index)
    let stretch = LineStretch(in: bytes, around: cursor.byte, reach: Self.reach)
    let scalars = Array(String(decoding: bytes[stretch.bytes], as: UTF8.self).unicodeScalars)
    let before = bytes[stretch.bytes.lowerBound..<max(cursor.byte, stretch.bytes.lowerBound)].count {
      $0 & 0xC0 != 0x80
    }
    let first = cursor.mark.index - UInt32(before)
    var line = MaskedLine(scalars)
    hideSecrets(in: &line, of: stretch, from: first)
    let end = min(Int(span.end - first), scalars.count)
    return line.excerpt(marking: before..<max(before, end))
  }

  private func hideSecrets(in line: inout MaskedLine, of stretch: LineStretch, from first: UInt32) {
    let scalars = line.scalars
    for secret in secrets.secrets(in: first..<first + UInt32(scalars.count)) {
      line.hide(Int(secret.lowerBound - first)..<Int(secret.upperBound - first))
    }
    for secret in EscapedText(scalars).ranges(of: mask) { line.hide(secret) }
    let key = TokenKeys.firstValue(in: scalars.map { UInt8(truncatingIfNeeded: min($0.value, 0xFF)) }[...]) {
      !secrets.isTokenKey(at: first + UInt32($0))
    }
    if let key { line.hide(key..<scalars.count) }
    // Behind a NUL stands no text, or UTF-16 in which no secret would be found.
    if let nul = scalars.firstIndex(of: "\0") { line.leaveOut(nul + 1..<scalars.count) }
    if stretch.isCutBefore { line.leaveOut(0..<(scalars.firstIndex(where: Self.endsWord) ?? scalars.count)) }
    if stretch.isCutAfter {
      line.leaveOut((scalars.lastIndex(where: Self.endsWord).map { $0 + 1 } ?? 0)..<scalars.count)
    }
  }

  /// What no secret holds, so that one that is cut does not reach beyond it.
  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    UInt8(exactly: scalar.value).map(SecretMask.endsSecret) ?? false
  }
}

/// The part of a line around a byte that is looked at.
struct LineStretch {
  var bytes: Range<Int>
  var isCutBefore = false
  var isCutAfter = false

  init(in text: [UInt8], around place: Int, reach: Int) {
    var start = place
    while start > 0, !Self.endsLine(text, before: start) {
      if place - start >= reach, text[start] & 0xC0 != 0x80 {
        isCutBefore = true
        break
      }
      start -= 1
    }
    var end = place
    while end < text.count, LineBreak.length(in: text, at: end) == nil {
      if end - place >= reach, text[end] & 0xC0 != 0x80 {
        isCutAfter = true
        break
      }
      end += 1
    }
    bytes = start..<end
  }

  private static func endsLine(_ text: [UInt8], before offset: Int) -> Bool {
    (1...3).contains { length in
      guard offset >= length else { return false }
      return LineBreak.length(in: text, at: offset - length) == length
    }
  }
}
