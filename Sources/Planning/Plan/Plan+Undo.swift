package import TokenModel

extension Plan {
  /// The plan that takes this one back: what is after becomes before. Tokens that this plan does not write are not in it.
  package func undo(except alreadyApplied: Set<TokenID>) -> Plan {
    let undone = changes.filter { !alreadyApplied.contains($0.id) }.map(\.undo)
    return Plan(endpoint: endpoint, accounts: accounts, changes: undone)
  }
}

extension TokenChange {
  fileprivate var undo: TokenChange {
    var undo = self
    // What our own write makes of these is not known yet.
    undo.baseRevision = nil
    undo.lastChange = nil
    if let renamed = texts.first(where: { $0.field == .name }) { undo.name = renamed.after }
    undo.difference = difference.reversed
    return undo
  }
}
