package import TokenModel

/// Which file each imported token goes into.
package enum FileNaming: Sendable, Equatable {
  /// A file and the names or ids of the tokens that go into it.
  package struct Rule: Sendable, Equatable {
    /// Without its extension.
    var file: String
    var pattern: NamePattern
  }

  /// One file per token, named after it.
  case tokens
  /// One file for each text that the pattern finds in the names.
  case pattern(NamePattern)
  /// The file of the first rule whose pattern fits.
  case rules([Rule])

  /// The file of tokens that no pattern fits.
  private static let rest = "other"

  /// Reads rules: on each line a file's name and a pattern for the names or ids of tokens, with blanks between. Empty lines
  /// and lines that begin with `#` are skipped.
  ///
  /// - Returns: The rules, or the number of the first line that has no pattern.
  package static func rules(in text: String) -> Result<FileNaming, FaultyLine> {
    var rules: [Rule] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard let file = words.first, !file.hasPrefix("#") else { continue }
      let pattern = words.count > 1 ? String(words[1]).trimmingBlanks : ""
      let name = slug(
        file.utf8.isNamedAsYAML ? String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)]) : String(file))
      guard !pattern.isEmpty, !name.isEmpty else { return .failure(FaultyLine(number: index + 1)) }
      rules.append(Rule(file: name, pattern: NamePattern(pattern)))
    }
    return .success(.rules(rules))
  }

  /// A line that is no rule.
  package struct FaultyLine: Error {
    /// From 1.
    package let number: Int
  }

  /// The name of each token's file, without its extension: lower-case letters, digits and hyphens.
  package func names(of tokens: [ImportedToken]) -> [TokenID: String] {
    let names = Dictionary(tokens.map { ($0.id, name(of: $0)) }, uniquingKeysWith: { first, _ in first })
    guard self == .tokens else { return names }
    let counts = Dictionary(names.values.map { ($0, 1) }, uniquingKeysWith: +)
    // Tokens of the same name are distinguished by their ids.
    return Dictionary(
      names.map { id, name in
        (id, name.isEmpty ? id.rawValue : counts[name, default: 0] > 1 ? "\(name)-\(id.rawValue)" : name)
      }, uniquingKeysWith: { first, _ in first })
  }

  private func name(of token: ImportedToken) -> String {
    let name = token.texts[.name].flatMap(\.self)?.string ?? ""
    switch self {
    case .tokens: return Self.slug(name)
    case .pattern(let pattern):
      let file = Self.slug(pattern.match(name) ?? "")
      return file.isEmpty ? Self.rest : file
    case .rules(let rules):
      let rule = rules.first { $0.pattern.match(name) != nil || $0.pattern.match(token.id.rawValue) != nil }
      return rule?.file ?? Self.rest
    }
  }

  /// A text as the name of a file that is easy to type, of at most 60 characters.
  private static func slug(_ text: String) -> String {
    let words = text.lowercased().unicodeScalars.split {
      !$0.isASCII || !$0.properties.isAlphabetic && !("0"..."9").contains($0)
    }
    return String(words.map { String($0) }.joined(separator: "-").prefix(60))
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
