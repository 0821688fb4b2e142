import TokenModel

/// How text is laid out: its width, whether it is coloured, and whether it holds links. Colours and links only repeat what
/// signs and words say.
package struct TextStyle: Sendable {
  /// The columns of a page: of a file, a pipe and any terminal that is not narrower.
  package static let pageColumns = 80
  /// A terminal that is even narrower wraps the lines itself.
  private static let fewestColumns = 40
  /// Text as it is in a file.
  package static let plain = TextStyle()
  /// Text with colours, without links.
  package static let coloured = TextStyle(isColoured: true)

  private let isColoured: Bool
  /// The address of the current directory, with a slash at its end; nil if the terminal does not follow links.
  private let directory: String?
  /// The columns that lines are laid out for.
  private(set) var columns = pageColumns

  /// - Parameter directory: The address of the current directory, with a slash at its end, if the terminal follows links.
  package init(isColoured: Bool = false, linksFilesIn directory: String? = nil) {
    self.isColoured = isColoured
    self.directory = directory
  }

  /// The same style on a terminal of so many columns; nil is any other output.
  package func onTerminal(columns: Int?) -> TextStyle {
    var style = self
    style.columns = min(max(columns ?? Self.pageColumns, Self.fewestColumns), Self.pageColumns)
    return style
  }

  /// Whether lines that are too long are broken here, and not by the terminal.
  var isNarrow: Bool { columns < Self.pageColumns }

  /// Codes that can be read on light and on dark backgrounds. Yellow cannot: compilers warn in magenta for that reason.
  enum Paint: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case magenta = "35"
    case boldRed = "1;31"
    case boldMagenta = "1;35"
  }

  func paint(_ text: String, _ paint: Paint?) -> String {
    guard isColoured, let paint, !text.isEmpty else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }

  /// A text that leads to a file, if the terminal follows links.
  func link(_ text: String, toFile path: String) -> String {
    guard let directory else { return text }
    return link(
      text, to: path.hasPrefix("/") ? "file://" + path.percentEncodedPath : directory + path.percentEncodedPath)
  }

  /// A text that leads to an address of ours, if the terminal follows links and there is an address.
  func link(_ text: String, to address: String?) -> String {
    guard directory != nil, let address else { return text }
    return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
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
    case .changed: .magenta
    }
  }
}
