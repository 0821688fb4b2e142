import TokenModel

/// Text in which invisible and misleading scalars are escaped, as in a double-quoted YAML scalar.
struct EscapedScalars {
  private(set) var text = ""
  /// Whether nothing was escaped.
  private(set) var isVerbatim = true

  /// The maximum number of combining marks on one character; more would overlap other lines.
  private static let maximumMarks = 4

  /// - Parameter special: Additional scalars to escape with a backslash.
  init(_ scalars: some Sequence<Unicode.Scalar>, escaping special: Set<Unicode.Scalar>) {
    var previous: Unicode.Scalar?
    var stack = Self.maximumMarks
    for scalar in scalars {
      stack = scalar.isMark ? stack + 1 : 0
      if special.contains(scalar) {
        text += "\\" + String(scalar)
        isVerbatim = false
      } else if scalar.isUnseen || stack > Self.maximumMarks || (scalar == "#" && previous == "#") {
        text += scalar.yamlEscape
        isVerbatim = false
        stack = Self.maximumMarks
      } else {
        text.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  fileprivate var yamlEscape: String {
    switch self {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    let digits = String(value, radix: 16, uppercase: true)
    let (letter, width) = value <= 0xFF ? ("x", 2) : value <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
