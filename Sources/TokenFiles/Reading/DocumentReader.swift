import TokenModel

/// Reads the tokens of documents, and reports whatever is invalid in them.
struct DocumentReader {
  /// The path of the file in messages.
  let file: String
  /// The path of the file in the positions of tokens.
  let tokenFile: String
  let quote: TextQuoter
  /// Without the modules in ``lists``.
  private(set) var tokens: [DesiredToken] = []
  /// Where the key of each of ``tokens`` is.
  private(set) var tokenKeys: [SourceRange] = []
  /// The lists of modules that need sets, groups or ends of other entries to be final.
  var lists: [UnlinkedModules] = []
  var definitions = Definitions()
  var diagnostics = FileDiagnostics()

  /// The document that is being read.
  var tree = NodeTree()
  /// The token that is being read.
  var address: TokenID?

  init(file: String, tokenFile: String, quote: TextQuoter) {
    self.file = file
    self.tokenFile = tokenFile
    self.quote = quote
  }

  /// Reads the next document of the file.
  mutating func read(_ document: NodeTree) {
    tree = document
    defer { tree = NodeTree() }
    guard let root = tree.nodes.first, root.kind != .null, root.kind != .reported else { return }
    guard root.kind == .mapping else {
      return report(
        .wrongType, "a document must be a mapping with `account` and `tokens`, not \(description(of: 0))", at: root.span
      )
    }
    var account: Located<AccountID>?
    var tokenList: Entry?
    for entry in entries(of: 0) {
      switch entry.knownKey {
      case .account: account = readAccount(entry)
      case .moduleSets: readModuleSets(entry)
      case .buyerGroups: readBuyerGroups(entry)
      case .tokens: tokenList = entry
      default: reportUnknownKey(entry, in: .document)
      }
    }
    if let tokenList { readTokens(tokenList, account: account) }
  }

  private mutating func readAccount(_ entry: Entry) -> Located<AccountID>? {
    guard let text = readText(entry, orNull: "omit the key to allow tokens of any account") else { return nil }
    guard let id = AccountID(wellFormed: text) else {
      reportMalformed(AccountKind.self, text, at: entry.value)
      return nil
    }
    return Located(id, at: position(of: entry))
  }

  private mutating func readTokens(_ list: Entry, account: Located<AccountID>?) {
    guard expect(.mapping, list, orNull: "write `tokens: {}` for none") else { return }
    let entries = entries(of: list.value, reportsDuplicates: false)
    if tokens.isEmpty { tokens.reserveCapacity(entries.count) }
    for entry in entries {
      let id = tree.text(of: entry.key)
      address = TokenID(wellFormed: id)
      if address == nil { reportMalformedTokenID(id, at: span(of: entry)) }
      if let token = readToken(entry, account: account) {
        tokens.append(token)
        tokenKeys.append(span(of: entry))
      }
    }
    address = nil
  }

  private mutating func reportMalformedTokenID(_ text: String, at span: SourceRange) {
    if ConfigurationLevel.token.keys.contains(text) {
      return report(
        .malformedID, "\(quote(text)) is not the id of a token",
        help: "indent it further, so that it is below a token's id", at: span)
    }
    reportMalformed(TokenKind.self, text, at: span)
  }
}

extension DocumentReader {
  /// Where an entry's key is.
  func span(of entry: Entry) -> SourceRange { tree.nodes[entry.writtenKey].span }

  func position(of entry: Entry) -> SourcePosition { span(of: entry).start.position(in: tokenFile) }

  func quoteKey(of entry: Entry) -> String { quote(tree.text(of: entry.key)) }

  mutating func report(_ code: DiagnosticCode, _ message: String, help: String? = nil, at span: SourceRange) {
    diagnostics.add(FileDiagnostic(code, message, help: help, address: address, at: span))
  }

  mutating func reportMalformed<Kind: IdentifierKind>(_ kind: Kind.Type, _ text: String, at node: Int) {
    reportMalformed(kind, text, at: tree.nodes[node].span)
  }

  mutating func reportMalformed<Kind: IdentifierKind>(_: Kind.Type, _ text: String, at span: SourceRange) {
    let noun =
      switch Kind.prefix {
      case TokenKind.prefix: "a token"
      case AccountKind.prefix: "an account"
      case ModuleKind.prefix: "a module"
      case ExtensionKind.prefix: "an extension"
      default: "a buyer"
      }
    let meant = text.utf8.count <= 40 ? Identifier<Kind>(wellFormed: text.uppercased()) : nil
    report(
      .malformedID, "\(quote(text)) is not the id of \(noun)",
      help: meant.map { "did you mean `\($0)`?" } ?? "a valid id looks like `\(Kind.example)`", at: span)
  }

  /// The type of a node, for messages.
  func description(of node: Int) -> String {
    switch tree.nodes[node].kind {
    case .null: "null"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .text, .boolean, .alias, .reported: "text"
    }
  }

  /// Whether a value is of this kind, a list or a mapping. If not, reports it.
  mutating func expect(_ kind: Node.Kind, _ entry: Entry, orNull nullHelp: String) -> Bool {
    switch tree.nodes[entry.value].kind {
    case kind: return true
    case .reported: return false
    case .null: reportNull(entry, help: nullHelp)
    default:
      let wanted = kind == .mapping ? "a mapping" : "a list"
      report(
        .wrongType, "\(quoteKey(of: entry)) must be \(wanted), not \(description(of: entry.value))",
        at: tree.nodes[entry.value].span)
    }
    return false
  }

  /// A value's text. If it is anything else, null included, reports it and returns nil.
  mutating func readText(_ entry: Entry, orNull nullHelp: String?) -> String? {
    expectText(entry, orNull: nullHelp) ? tree.text(of: entry.value) : nil
  }

  /// Whether a value is text. If not, reports it.
  mutating func expectText(_ entry: Entry, orNull nullHelp: String?) -> Bool {
    let span = tree.nodes[entry.value].span
    switch tree.nodes[entry.value].kind {
    case .text: return true
    case .reported: break
    case .null: reportNull(entry, help: nullHelp)
    case .boolean: report(.wrongType, "\(quoteKey(of: entry)) must be text: remove the tag", at: span)
    default:
      report(.wrongType, "\(quoteKey(of: entry)) must be text, not \(description(of: entry.value))", at: span)
    }
    return false
  }

  /// Reports a null at its key, because the value itself may be empty.
  mutating func reportNull(_ entry: Entry, help: String?) {
    report(.nullValue, "\(quoteKey(of: entry)) must not be null", help: help, at: span(of: entry))
  }
}
