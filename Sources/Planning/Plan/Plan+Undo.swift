package import TokenModel

extension Plan {
  /// The plan that reverts this one: before and after change places. Tokens that this plan does not write are not in it.
  ///
  /// Modules that are granted to a token without any stay: no plan asks for an empty list. The undo plan warns about them.
  package func undo(except alreadyApplied: Set<TokenID>) -> Plan {
    let written = changes.filter { !alreadyApplied.contains($0.id) }
    var undo = Plan(
      endpoint: endpoint, accounts: accounts, changes: written.map(\.undo).filter { !$0.difference.isEmpty })
    for change in undo.changes {
      guard var token = planned.first(where: { $0.id == change.id }) else { continue }
      token.apply(change, .after)
      token.name = change.name
      undo.planned.append(token)
    }
    let stay = written.filter { $0.modules?.before.isEmpty == true }.map(\.id)
    if !stay.isEmpty { undo.diagnostics = [.grantsStay(on: stay)] }
    return undo
  }
}

extension TokenChange {
  fileprivate var undo: TokenChange {
    var undo = self
    // Their values after our own write are not known yet.
    undo.baseRevision = nil
    undo.lastChange = nil
    if let renamed = texts.first(where: { $0.field == .name }) { undo.name = renamed.after }
    undo.difference = difference.reversed
    undo.difference.modules = undo.modules?.withoutEnds
    return undo
  }
}

extension ModulesChange {
  /// The same change in which no grant has an end: an undo plan gives back also what has ended. Nil if it leaves no module.
  fileprivate var withoutEnds: ModulesChange? {
    guard !after.isEmpty else { return nil }
    let after = after.map { module in
      var module = module
      module.source?.until = nil
      return module
    }
    return ModulesChange(before: before, after: after, position: position)
  }
}

extension Diagnostic {
  /// - Parameter tokens: At least one.
  fileprivate static func grantsStay(on tokens: [TokenID]) -> Diagnostic {
    Diagnostic(
      .warning, .wouldEmptyModules,
      "the undo plan cannot revoke the modules granted to \(tokens.list(upTo: 3, \.rawValue)), which had no modules before",
      help: "if necessary, remove the modules in the portal", address: tokens.count == 1 ? tokens.first : nil)
  }
}
