import TokenModel

/// Whether tokens belong to the account that their documents say.
struct AccountCheck {
  /// Tokens with what the platform holds of them.
  let tokens: [(desired: DesiredToken, live: LiveToken)]

  /// Documents that say no account and name tokens of several.
  var errors: [Diagnostic] {
    let unsaid = Dictionary(grouping: tokens.filter { $0.desired.account == nil }, by: \.desired.document)
    return unsaid.sorted { $0.key < $1.key }.compactMap { document, tokens in
      let accounts = Set(tokens.compactMap(\.live.account?.id)).sorted()
      guard accounts.count > 1 else { return nil }
      return Diagnostic(
        .error, .accountNotSaid,
        "this document names tokens of \(accounts.count) accounts: \(accounts.map(\.rawValue).joined(separator: ", "))",
        help: "say the account with a key `account`, in one document for each account", at: document)
    }
  }

  /// Tokens of another account than their document says. No option lets these through.
  var refusals: [Diagnostic] {
    tokens.compactMap { desired, live in
      guard let account = desired.account, live.account?.id != account.value else { return nil }
      let actual = live.account.map { "belongs to \($0.id)" } ?? "has an account that the platform does not tell"
      return Diagnostic(
        .error, .wrongAccount, "\(desired.id) \(actual), and its document says \(account.value)",
        help: "move the token to a document of its own account", address: desired.id, at: desired.position)
    }
  }
}
