package import TokenModel

/// The result of reading one file.
enum ReadFile: Sendable {
  case parsed(ParsedFile)
  case unread(Diagnostic)
}

/// Merges the tokens of several files, and reports tokens that occur twice.
package struct FileMerge: Sendable {
  let mask: SecretMask
  /// The tokens in the order of the files, each once.
  package private(set) var tokens: [DesiredToken] = []
  /// The diagnostics of all files, in the order of the files.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The index of each token in ``tokens``.
  private var indexes: [TokenID: UInt32] = [:]
  /// The paths of files by the paths in the positions of their tokens, if the two differ.
  private var paths: [String: String] = [:]

  /// - Parameter mask: Masks messages, and finds lines that must not be quoted.
  package init(mask: SecretMask) {
    self.mask = mask
  }

  /// Adds the next file.
  mutating func add(_ file: ReadFile) {
    switch file {
    case .parsed(let file): add(file)
    case .unread(let fault): diagnostics.append(fault)
    }
  }

  /// Adds the next file. A token that an earlier file or document has already is an error of this file, and is protected
  /// if either of them says so.
  package mutating func add(_ file: ParsedFile) {
    var file = file
    if file.tokenPath != file.path { paths[file.tokenPath] = file.path }
    let repeated = recordIndexes(of: file.tokens)
    append(file.tokens, without: repeated.map(\.index))
    for token in repeated {
      let (id, first) = (file.tokens[token.index].id, tokens[token.first].position)
      if tokens[token.first].isProtected?.value != true {
        tokens[token.first].isProtected = file.tokens[token.index].isProtected
      }
      file.diagnostics.add(
        FileDiagnostic(
          .duplicateToken,
          "the token \(TextQuoter(mask: mask)(id.rawValue)) is named twice; first at "
            + "\(paths[first.file] ?? first.file):\(first.line):\(first.column)",
          address: id, at: file.tokenKeys[token.index]))
    }
    if file.diagnostics.isEmpty { return }
    var excerpts = ExcerptBuilder(file, mask: mask)
    diagnostics += excerpts.diagnostics()
  }

  /// Records the indexes of more tokens.
  ///
  /// - Returns: The tokens that occurred before: their indexes in `more`, and those of the first occurrences in ``tokens``.
  private mutating func recordIndexes(of more: [DesiredToken]) -> [(index: Int, first: Int)] {
    var repeated: [(index: Int, first: Int)] = []
    for index in more.indices {
      if let first = indexes[more[index].id] {
        repeated.append((index, Int(first)))
      } else {
        indexes[more[index].id] = UInt32(tokens.count + index - repeated.count)
      }
    }
    return repeated
  }

  private mutating func append(_ more: [DesiredToken], without excluded: [Int]) {
    var start = 0
    for index in excluded {
      tokens += more[start..<index]
      start = index + 1
    }
    tokens += more[start...]
  }
}
