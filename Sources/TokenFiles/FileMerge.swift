package import TokenModel

/// What came of reading one file.
enum ReadFile: Sendable {
  case parsed(ParsedFile)
  case unread(Diagnostic)
}

/// Puts together what several files say.
package struct FileMerge: Sendable {
  let mask: SecretMask
  package private(set) var tokens: [DesiredToken] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// Where among ``tokens`` each stands.
  private var places: [TokenID: UInt32] = [:]
  /// The paths of files by those that their tokens are placed by, where these are others.
  private var paths: [String: String] = [:]

  package init(mask: SecretMask) {
    self.mask = mask
  }

  /// Takes what came of reading the next file.
  mutating func add(_ file: ReadFile) {
    switch file {
    case .parsed(let file): add(file)
    case .unread(let fault): diagnostics.append(fault)
    }
  }

  /// Takes the next file; a token that an earlier file, or document, names already is a fault of this one, and
  /// protected if either of them says so.
  package mutating func add(_ file: ParsedFile) {
    var file = file
    if file.tokenPath != file.path { paths[file.tokenPath] = file.path }
    let repeated = takePlaces(of: file.tokens)
    append(file.tokens, without: repeated.map(\.index))
    for token in repeated {
      let (id, first) = (file.tokens[token.index].id, tokens[token.first].position)
      if tokens[token.first].isProtected?.value != true {
        tokens[token.first].isProtected = file.tokens[token.index].isProtected
      }
      file.faults.add(
        Fault(
          .duplicateToken,
          "the token \(Quoting(mask: mask)(id.rawValue)) is named twice; first at "
            + "\(paths[first.file] ?? first.file):\(first.line):\(first.column)",
          address: id, at: file.tokenKeys[token.index]))
    }
    if file.faults.isEmpty { return }
    var excerpts = Excerpts(file, mask: mask)
    diagnostics += excerpts.diagnostics()
  }

  /// Takes note of where more tokens will stand. Gives those that are named already, each with where it is named first.
  private mutating func takePlaces(of more: [DesiredToken]) -> [(index: Int, first: Int)] {
    var repeated: [(index: Int, first: Int)] = []
    for index in more.indices {
      if let first = places[more[index].id] {
        repeated.append((index, Int(first)))
      } else {
        places[more[index].id] = UInt32(tokens.count + index - repeated.count)
      }
    }
    return repeated
  }

  private mutating func append(_ more: [DesiredToken], without left: [Int]) {
    var start = 0
    for index in left {
      tokens += more[start..<index]
      start = index + 1
    }
    tokens += more[start...]
  }
}
