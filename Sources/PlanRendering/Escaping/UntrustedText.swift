import PlanDocument
import TokenModel

/// Prepares text from the platform or from a file for text output: secrets are masked, what is hidden or steers a terminal
/// is escaped, and quotes set it apart from our own words. All such text goes through here.
struct UntrustedText: Sendable {
  let mask: SecretMask
  /// How advice spells options.
  let options: OptionNames

  init(mask: SecretMask, options: OptionNames) {
    self.mask = mask
    self.options = options
  }

  init(_ settings: OutputSettings) {
    self.init(mask: settings.mask, options: settings.options)
  }

  /// The text between quotes.
  func quoted(_ text: String) -> String {
    "\"" + Escaping.quoted.shown(mask.masking(text)) + "\""
  }

  /// The text between quotes, in at most so many columns; what was left out is said behind the quotes.
  func quoted(_ text: String, columns: Int) -> String {
    TruncatedText(of: mask.masking(text), columns: columns).line
  }

  /// An identifier or another word: unquoted if it is a plain word, otherwise between quotes.
  func word(_ text: String) -> String {
    let masked = mask.masking(text)
    let isShort = masked.utf8.count <= Self.maximumWordLength
    return isShort && Self.isWord(masked) ? masked : quoted(masked, columns: Self.maximumWordLength)
  }

  /// A sentence of ours that may hold untrusted text, on one line.
  func sentence(_ text: String) -> String {
    let masked = mask.masking(text)
    let isLong =
      masked.utf8.count > Self.maximumSentenceLength && masked.unicodeScalars.count > Self.maximumSentenceLength
    let shown = isLong ? shortened(masked) : Escaping.bare.shown(masked)
    // GitHub reads `::` as a command at the start of a line, even after white space.
    guard let first = shown.utf8.firstIndex(where: { $0 != UInt8(ascii: " ") }),
      shown.utf8[first...].starts(with: "::".utf8)
    else { return shown }
    return shown[..<first] + "\\u{3A}" + shown[first...].dropFirst()
  }

  /// What to do about a diagnostic, on one line.
  func advice(_ advice: Advice) -> String { sentence(advice.text(options)) }

  private static let maximumSentenceLength = 1_000

  private func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let cells = Escaping.bare.cells(scalars, upTo: Self.maximumSentenceLength)
    return cells.reduce(into: "") { $0 += $1.text } + " … \(scalars.count - cells.count) more characters"
  }

  /// A place in a file.
  func place(_ position: SourcePosition) -> String { file(position.file) + ":\(position.line)" }

  /// A file by its path.
  func file(_ path: String) -> String {
    let path = mask.masking(path)
    return Self.isWord(path) ? path : quoted(path)
  }

  private static let maximumWordLength = 64

  private static func isWord(_ text: String) -> Bool {
    !text.utf8.isEmpty && text.unicodeScalars.allSatisfy(isWordlike)
  }

  private static func isWordlike(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isAlphabetic && !scalar.isUnseen }
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", "@", "+", "=", ",", "~": return true
    default: return false
    }
  }
}
