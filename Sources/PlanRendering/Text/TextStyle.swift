/// Whether text is coloured. Colour only repeats what signs and words say.
package enum TextStyle: Sendable {
  case plain, coloured

  enum Paint: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case boldRed = "1;31"
    case boldYellow = "1;33"
  }

  func paint(_ text: String, _ paint: Paint?) -> String {
    guard self == .coloured, let paint, !text.isEmpty else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }
}

/// The kind of a row of a plan: its sign and colour.
enum Sign: String {
  case added = "+"
  case removed = "-"
  case changed = "~"

  var paint: TextStyle.Paint {
    switch self {
    case .added: .green
    case .removed: .red
    case .changed: .yellow
    }
  }
}
