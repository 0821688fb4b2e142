import TokenModel

/// Scalars in which what is not seen, or would be taken for something else, is an escape of YAML's double quotes.
struct EscapedScalars {
  private(set) var text = ""
  /// Whether nothing had to be escaped.
  private(set) var isVerbatim = true

  /// The most combining marks that one character may carry; more would climb into other lines.
  private static let highestStack = 4

  /// - Parameter special: Further scalars to escape, with a backslash before them.
  init(_ scalars: some Sequence<Unicode.Scalar>, escaping special: Set<Unicode.Scalar>) {
    var previous: Unicode.Scalar?
    var stack = Self.highestStack
    for scalar in scalars {
      stack = scalar.isMark ? stack + 1 : 0
      if special.contains(scalar) {
        text += "\\" + String(scalar)
        isVerbatim = false
      } else if scalar.isUnseen || stack > Self.highestStack || (scalar == "#" && previous == "#") {
        text += scalar.yamlEscape
        isVerbatim = false
        stack = Self.highestStack
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
