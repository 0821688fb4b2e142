import TokenModel

/// One scalar of untrusted text as it is shown: itself, or a visible escape.
struct EscapedScalar {
  let text: String
  let width: Int
}

/// How untrusted text is escaped, so that nothing in it is hidden, steers a terminal, or is a command to a CI runner.
enum Escaping {
  /// Between quotes of ours: quotes and backslashes are escaped, so that the text cannot end early.
  case quoted
  /// Between quotes, with everything beyond ASCII escaped, so that texts that look the same differ.
  case quotedASCII
  /// Behind a prefix of ours, in a sentence or a quoted line of a file.
  case bare

  /// The most combining marks that one character may carry; more would climb into other lines.
  private static let maximumMarks = 4

  /// Each scalar as it is shown, up to a number of scalars.
  func cells(_ scalars: some Collection<Unicode.Scalar>, upTo limit: Int = .max) -> [EscapedScalar] {
    var cells: [EscapedScalar] = []
    cells.reserveCapacity(min(scalars.count, limit))
    var previous: Unicode.Scalar?
    var stack = Self.maximumMarks
    var index = scalars.startIndex
    while index != scalars.endIndex, cells.count < limit {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      let next = index == scalars.endIndex ? nil : scalars[index]
      stack = scalar.isMark ? stack + 1 : 0
      let escape =
        stack > Self.maximumMarks ? scalar.numericEscape : escape(of: scalar, between: previous, and: next)
      if escape != nil || scalar == " " { stack = Self.maximumMarks }
      cells.append(
        escape.map { EscapedScalar(text: $0, width: $0.utf8.count) }
          ?? EscapedScalar(text: String(scalar), width: scalar.displayWidth))
      previous = scalar
    }
    return cells
  }

  /// The whole text, escaped.
  func shown(_ text: String) -> String {
    guard !Self.isPlain(text) else { return text }
    return cells(text.unicodeScalars).reduce(into: "") { $0 += $1.text }
  }

  /// Whether the text is printable ASCII that no rule escapes.
  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      utf8.allSatisfy {
        $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#")
      }
    }
  }

  private func escape(
    of scalar: Unicode.Scalar, between previous: Unicode.Scalar?, and next: Unicode.Scalar?
  ) -> String? {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\"" where self != .bare: "\\\""
    case "\\" where self != .bare: "\\\\"
    case "#" where previous == "#" && Self.beginsCommand(next): scalar.numericEscape
    case _ where scalar.isASCII: scalar.isPrintableASCII ? nil : scalar.numericEscape
    case _ where self == .quotedASCII: scalar.numericEscape
    // The emoji style of a scalar that has one is no secret.
    case "\u{FE0E}", "\u{FE0F}": previous?.properties.isEmoji == true ? nil : scalar.numericEscape
    default: scalar.isUnseen ? scalar.numericEscape : nil
    }
  }

  /// Whether two number signs before this scalar could be read by a CI runner (`##[error]`, `##vso[…]`).
  private static func beginsCommand(_ next: Unicode.Scalar?) -> Bool {
    guard let next else { return true }
    return next == "[" || (next.isASCII && next.properties.isAlphabetic)
  }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    guard value >= 0x300 else { return false }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  fileprivate var isPrintableASCII: Bool { value >= 0x20 && value < 0x7F }

  fileprivate var numericEscape: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }
}
