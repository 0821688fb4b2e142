import TokenModel

/// The one gate that text from the platform or from a file goes through on its way into text output: secrets masked,
/// everything legible, and between quotes, so that it can be told from our own words.
struct ForeignText: Sendable {
  let mask: SecretMask

  /// The text between quotes.
  func quoted(_ text: String) -> String {
    "\"" + Legibility.quoted.shown(mask.masking(text)) + "\""
  }

  /// The text between quotes, in at most so many columns; what was left out is said behind the quotes.
  func quoted(_ text: String, columns: Int) -> String {
    Excerpt(of: mask.masking(text), columns: columns).line
  }

  /// An identifier or another word: as it is where it can be nothing else, otherwise between quotes.
  func word(_ text: String) -> String {
    let masked = mask.masking(text)
    let isShort = masked.utf8.count <= Self.longestWord
    return isShort && Self.isWord(masked) ? masked : quoted(masked, columns: Self.longestWord)
  }

  /// A sentence of ours that may hold foreign text, on one line.
  func sentence(_ text: String) -> String {
    let masked = mask.masking(text)
    let isLong = masked.utf8.count > Self.longestSentence && masked.unicodeScalars.count > Self.longestSentence
    let shown = isLong ? shortened(masked) : Legibility.bare.shown(masked)
    // GitHub reads `::` as a command at the start of a line, whatever white space stands before it.
    guard let first = shown.utf8.firstIndex(where: { $0 != UInt8(ascii: " ") }),
      shown.utf8[first...].starts(with: "::".utf8)
    else { return shown }
    return shown[..<first] + "\\u{3A}" + shown[first...].dropFirst()
  }

  private static let longestSentence = 1_000

  private func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let cells = Legibility.bare.cells(scalars, upTo: Self.longestSentence)
    return cells.reduce(into: "") { $0 += $1.text } + " … \(scalars.count - cells.count) more characters"
  }

  /// A place in a file.
  func place(_ position: SourcePosition) -> String {
    let file = mask.masking(position.file)
    return (Self.isWord(file) ? file : quoted(file)) + ":\(position.line)"
  }

  private static let longestWord = 64

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
