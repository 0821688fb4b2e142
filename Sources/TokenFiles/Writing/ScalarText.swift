import TokenModel

/// A text as a YAML scalar that parses to exactly that text: plain if nothing in it is ambiguous, a literal block if that
/// shows its lines, and otherwise double-quoted with everything invisible escaped.
///
/// Not libyaml's emitter, which writes no comments and escapes less.
struct ScalarText {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The value to write after the key and its colon, on as many lines as it needs.
  ///
  /// - Parameter indentation: The number of spaces before the key.
  func value(indentation: Int) -> String {
    if isPlain { return text }
    if let block = block(indentation: indentation + 2) { return block }
    return doubleQuoted
  }
}

// MARK: - Plain

extension ScalarText {
  /// Whether the text begins with a letter, consists of letters, digits, single spaces and a few characters without a
  /// meaning in YAML, and is no word that some YAML parser reads as a boolean or null.
  var isPlain: Bool {
    guard let first = text.unicodeScalars.first, first.isPlainLetter, text.unicodeScalars.last != " " else {
      return false
    }
    var previous = first
    for scalar in text.unicodeScalars.dropFirst() {
      guard scalar.isPlain, scalar != " " || previous != " " else { return false }
      previous = scalar
    }
    return text.utf8.count > 5 || !Self.wordsOfAnotherType.contains(text.lowercased())
  }

  private static let wordsOfAnotherType: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
}

extension Unicode.Scalar {
  fileprivate var isPlain: Bool {
    switch self {
    case "0"..."9", " ", "-", "_", ".", "/", ",", "(", ")", "+", "&", "'", "%", "!", "?", ";": true
    default: isPlainLetter
    }
  }

  fileprivate var isPlainLetter: Bool {
    if isASCII { return properties.isAlphabetic }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: return !isUnseen
    default: return false
    }
  }
}

// MARK: - Block

extension ScalarText {
  /// The text as a literal block; nil if it has one line only, or its lines would not look in an editor as they are.
  private func block(indentation: Int) -> String? {
    guard text.utf8.contains(UInt8(ascii: "\n")), let (lines, endsWithLineEnd) = tidyLines else { return nil }
    let margin = String(repeating: " ", count: indentation)
    return lines.reduce(into: endsWithLineEnd ? "|" : "|-") { block, line in
      block += line.isEmpty ? "\n" : "\n" + margin + line
    }
  }

  /// The lines of a block scalar, and whether a line end follows the last one; nil if they would not look in an editor as
  /// they are.
  var tidyLines: (lines: [String], endsWithLineEnd: Bool)? {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let endsWithLineEnd = lines.last?.isEmpty == true
    if endsWithLineEnd { lines.removeLast() }
    guard let first = lines.first?.first, first != " ", lines.last?.isEmpty == false, lines.allSatisfy(Self.isTidy)
    else { return nil }
    return (lines.map { String($0) }, endsWithLineEnd)
  }

  private static func isTidy(_ line: Substring.UnicodeScalarView) -> Bool {
    let begin = line.drop { $0 == " " }
    // GitHub executes `::` at the start of a printed line, and Azure Pipelines `##[` anywhere.
    guard line.last != " ", !(begin.first == ":" && begin.dropFirst().first == ":") else { return false }
    return EscapedScalars(line, escaping: []).isVerbatim
  }
}

// MARK: - Between quotes

extension ScalarText {
  var doubleQuoted: String {
    "\"" + EscapedScalars(text.unicodeScalars, escaping: ["\"", "\\"]).text + "\""
  }

  /// Nil if something in it needs an escape, which single quotes do not have.
  var singleQuoted: String? {
    guard EscapedScalars(text.unicodeScalars, escaping: []).isVerbatim else { return nil }
    return "'" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) } + "'"
  }
}
