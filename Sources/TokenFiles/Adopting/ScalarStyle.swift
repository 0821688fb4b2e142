/// How a scalar is written.
enum ScalarStyle {
  /// Nothing is written, which means null.
  case empty
  case plain, singleQuoted, doubleQuoted, literal, folded

  /// The style of the scalar that begins with a byte.
  init(_ first: UInt8) {
    self =
      switch first {
      case UInt8(ascii: "'"): .singleQuoted
      case UInt8(ascii: "\""): .doubleQuoted
      case UInt8(ascii: "|"): .literal
      case UInt8(ascii: ">"): .folded
      default: .plain
      }
  }
}

/// A text written in the style that a value had before, as far as that style can express it.
struct RestyledScalar {
  let style: ScalarStyle
  /// Whether it is inside brackets, where commas and brackets end a plain scalar, and nothing spans lines.
  let isInFlow: Bool
  /// The number of spaces before the lines of a block scalar.
  var indentation: Int
  /// The comment at the end of the header of a block scalar, with the blanks before it.
  var headerComment = ""
  let lineEnd: String

  /// The text to write; nil for null.
  func written(_ text: String?) -> String {
    guard let text else { return "null" + headerComment }
    let scalar = ScalarText(text)
    switch style {
    case .singleQuoted:
      if let quoted = scalar.singleQuoted { return quoted }
    case .doubleQuoted: break
    case .literal, .folded:
      if let block = block(scalar) { return block }
    case .empty, .plain:
      if scalar.isPlain, !isInFlow || !text.utf8.contains(where: { ",[]{}".utf8.contains($0) }) { return text }
      if !isInFlow, let block = block(scalar, asLiteral: true) { return block }
    }
    return scalar.doubleQuoted + headerComment
  }

  private func block(_ scalar: ScalarText, asLiteral: Bool = false) -> String? {
    guard !isInFlow, let (lines, endsWithLineEnd) = scalar.tidyLines, !asLiteral || lines.count > 1 else { return nil }
    let isLiteral = asLiteral || style == .literal
    guard isLiteral || lines.allSatisfy({ !$0.hasPrefix(" ") }) else { return nil }
    let margin = String(repeating: " ", count: indentation)
    // In a folded scalar one line end between two lines becomes a space, and each further one stays.
    let written = isLiteral ? lines : lines.flatMap { $0.isEmpty ? [""] : [$0, ""] }.dropLast()
    return written.reduce(into: (isLiteral ? "|" : ">") + (endsWithLineEnd ? "" : "-") + headerComment) { block, line in
      block += lineEnd + (line.isEmpty ? "" : margin + line)
    }
  }
}
