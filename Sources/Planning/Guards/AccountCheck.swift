import TokenModel

/// Checks that tokens belong to the accounts that their documents specify.
struct AccountCheck {
  private var known: [AccountID: Account] = [:]
  /// The accounts of the tokens of each document that specifies none.
  private var unspecified: [SourcePosition: Set<AccountID>] = [:]
  /// Tokens of another account than their document specifies. No option allows these.
  private(set) var refusals: [Diagnostic] = []

  /// Adds a token with its live account.
  mutating func add(_ token: DesiredToken, _ account: Account?) {
    if let account, known[account.id] == nil { known[account.id] = account }
    guard let specified = token.account else {
      if let account { unspecified[token.document, default: []].insert(account.id) }
      return
    }
    guard account?.id != specified.value else { return }
    let actual = account.map { "belongs to \($0.id)" } ?? "was returned without its account"
    refusals.append(
      Diagnostic(
        .error, .wrongAccount, "\(token.id) \(actual), but its document specifies \(specified.value)",
        help: "move the token to a document for its account", address: token.id, at: token.position))
  }

  /// The accounts of all tokens, sorted by id.
  var accounts: [Account] { known.values.sorted { $0.id < $1.id } }

  /// Documents that specify no account and name tokens of several.
  var errors: [Diagnostic] {
    unspecified.sorted { $0.key < $1.key }.compactMap { document, accounts in
      guard accounts.count > 1 else { return nil }
      let list = accounts.sorted().map(\.rawValue).joined(separator: ", ")
      return Diagnostic(
        .error, .accountAmbiguous, "this document names tokens of \(accounts.count) accounts: \(list)",
        help: "use one document per account, each with the key `account`", at: document)
    }
  }
}
