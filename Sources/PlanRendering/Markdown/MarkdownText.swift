import Planning
import TokenModel

/// How untrusted text enters Markdown: legible as everywhere, and inside code, where it is nothing but characters.
///
/// In a code span there is no markup, no reference and no raw HTML (CommonMark 0.31, section 6.1), and neither GitHub nor
/// GitLab look for mentions, references, addresses, emoji or formulas there. Escapes would not do: what is an entity in
/// the source is a character again when GitHub looks for mail addresses, mentions and issues.
struct MarkdownText: Sendable {
  let untrusted: UntrustedText

  init(_ untrusted: UntrustedText) {
    self.untrusted = untrusted
  }

  /// An identifier or another word.
  func word(_ text: String) -> String { Self.code(untrusted.word(text)) }

  /// A text between quotes, truncated to so many columns.
  func quoted(_ text: String, columns: Int = 48) -> String { Self.code(untrusted.quoted(text, columns: columns)) }

  /// Something by its id, with its name if known.
  func named(_ id: String, _ name: VerbatimText?) -> String {
    name.map { "\(word(id)) \(quoted($0.string))" } ?? word(id)
  }

  func place(_ position: SourcePosition) -> String {
    Self.code("\(untrusted.place(position)):\(position.column)")
  }

  func time(_ text: String) -> String { readableTime(text) ?? word(text) }

  /// A sentence of ours that may hold untrusted text: text between backticks stays one piece of code, plain words
  /// stay words, and all else becomes code.
  func sentence(_ text: String) -> String {
    let sentence = untrusted.sentence(text)
    let parts = sentence.split(separator: "`", omittingEmptySubsequences: false)
    let isPaired = !parts.count.isMultiple(of: 2)
    guard isPaired, parts.indices.allSatisfy({ $0.isMultiple(of: 2) || parts[$0].contains { $0 != " " } }) else {
      return words(of: sentence)
    }
    return parts.enumerated().reduce(into: "") { result, part in
      guard part.offset.isMultiple(of: 2) else { return result += Self.code(String(part.element)) }
      let words = words(of: String(part.element))
      if !result.isEmpty, part.element.hasPrefix(" ") || words.hasPrefix("`") { result += " " }
      result += words
      let isLast = part.offset + 1 == parts.count
      if !isLast, part.element.hasSuffix(" ") || words.hasSuffix("`") { result += " " }
    }
  }

  /// Plain words stay words, with the punctuation around them. Text between quotes is one piece of code, and so
  /// is each run of other words.
  private func words(of sentence: String) -> String {
    var pieces: [String] = []
    var code: [Substring] = []
    func endCode(before end: String = "") {
      guard !code.isEmpty else { return }
      pieces.append(Self.code(code.joined(separator: " ")) + end)
      code = []
    }
    for part in Self.parts(of: sentence) {
      let (lead, core, end) = Self.split(part)
      if Self.isPlain(core) {
        endCode()
        pieces.append(String(part))
      } else if part.first == "\"" || !lead.isEmpty {
        endCode()
        pieces.append(lead + Self.code(String(core)) + end)
      } else {
        code.append(core)
        if !end.isEmpty { endCode(before: String(end)) }
      }
    }
    endCode()
    return pieces.joined(separator: " ")
  }

  /// The words of a sentence; text between quotes is one word, with the punctuation behind it.
  private static func parts(of sentence: String) -> [Substring] {
    var parts: [Substring] = []
    var quoted: Substring?
    for word in sentence.unicodeScalars.split(separator: " ").map(Substring.init) {
      let isOpening = quoted == nil && split(word).core.first == "\""
      let whole = quoted.map { sentence[$0.startIndex..<word.endIndex] } ?? word
      let core = split(whole).core
      if quoted != nil || isOpening, core.utf8.count < 2 || !endsQuote(core) {
        quoted = whole
      } else {
        parts.append(whole)
        quoted = nil
      }
    }
    // A quote that does not end is none.
    if let quoted { parts += quoted.unicodeScalars.split(separator: " ").map(Substring.init) }
    return parts
  }

  /// Whether a quote ends here: with a quote that is not escaped.
  private static func endsQuote(_ text: Substring) -> Bool {
    guard text.last == "\"" else { return false }
    return text.dropLast().reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
  }

  /// A word without the punctuation around it.
  private static func split(_ word: Substring) -> (lead: String, core: Substring, end: String) {
    var core = word.unicodeScalars[...]
    let lead = core.prefix { $0 == "(" }
    core = core.dropFirst(lead.count)
    var end = ""
    while let last = core.last, [",", ".", ";", ":", "!", "?", ")"].contains(last) {
      end = String(last) + end
      core.removeLast()
    }
    return (String(Substring(lead)), Substring(core), end)
  }

  /// A code span around text on one line.
  static func code(_ text: String) -> String {
    let fence = String(repeating: "`", count: maximumRunLength(in: text) + 1)
    let ends = [text.unicodeScalars.first, text.unicodeScalars.last]
    let room = ends.contains("`") || ends.contains(" ") ? " " : ""
    return fence + room + text + room + fence
  }

  /// A block of verbatim lines, coloured as a difference.
  static func block(_ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, maximumRunLength(in: text) + 1))
    return "\(fence)diff\n\(text)\(fence)\n"
  }

  /// Text as code inside a block of HTML, where no Markdown is read.
  static func htmlCode(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
      let isPlainMark: Bool = scalar == "-" || scalar == " "
      let isInert = !scalar.isASCII || isLetter(scalar) || isDigit(scalar) || isPlainMark
      result += isInert ? String(scalar) : "&#\(scalar.value);"
    }
    return "<code>\(escaped)</code>"
  }

  /// A row of a table. A pipe inside a cell is escaped, also in a code span (GitHub's specification, section 4.10).
  static func row(_ cells: [String]) -> String {
    "| " + cells.map(escapingPipes).joined(separator: " | ") + " |\n"
  }

  private static func escapingPipes(in cell: String) -> String {
    guard cell.utf8.contains(UInt8(ascii: "|")) else { return cell }
    return cell.unicodeScalars.reduce(into: "") { $0 += $1 == "|" ? "\\|" : String($1) }
  }

  private static func maximumRunLength(in text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static let minimumCommitLength = 7

  /// Whether a word, without the punctuation around it, can be nothing but a word or a number: no reference, no address,
  /// no hash of a commit.
  private static func isPlain(_ word: Substring) -> Bool {
    let scalars = word.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return true }
    if scalars.count >= minimumCommitLength, scalars.allSatisfy(\.properties.isASCIIHexDigit) { return false }
    if isDigit(first), isDigit(last) { return scalars.allSatisfy { isDigit($0) || $0 == "," || $0 == "." } }
    return isLetter(first) && isLetter(last) && scalars.allSatisfy { isLetter($0) || $0 == "'" || $0 == "-" }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      : scalar.properties.isAlphabetic && !scalar.isUnseen
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
