/// Who is calling: the account that the token of the secret belongs to says what may be seen.
struct Caller {
  /// The identity that writes are recorded under.
  let identity: StoredToken.Identity
  let account: JSONObject

  var isOperations: Bool { account["type"] == .string("Operations") }

  func sees(_ token: StoredToken, _ rules: PlatformRules) -> Bool {
    if token.status == .deleted { return isOperations && !rules.showsAllAccounts }
    return belongs(to: token.account, rules)
  }

  /// Whether objects of that account are shown to the caller.
  func belongs(to other: JSONObject, _ rules: PlatformRules) -> Bool {
    rules.showsAllAccounts || isOperations || other["id"] == account["id"]
  }
}
