import TokenModel

/// A change in two parts: what the change under review proposes, and what only drift asks for.
struct ProposedOnly {
  /// What is to be written; nil if nothing is proposed.
  let proposed: TokenChange?
  /// What is shown and left unchanged; nil if nothing drifted.
  let drift: TokenChange?

  init(_ change: TokenChange) {
    proposed = change.part { $0 != .drift }
    drift = change.part { $0 == .drift }
  }

  /// Whether the proposed revocations leave nothing of what is live, since what stays is to be granted by drift alone.
  var leavesNoModule: Bool { proposed?.modules?.after.isEmpty ?? false }
}

extension TokenChange {
  fileprivate func part(_ isWanted: (Cause) -> Bool) -> TokenChange? {
    var part = self
    part.texts = texts.filter { $0.cause.map(isWanted) ?? true }
    part.modules = modules?.part(isWanted)
    part.extensions = extensions?.part(isWanted)
    return part.difference.isEmpty ? nil : part
  }
}

extension ModulesChange {
  /// What is live, with the changes of wanted causes made to it.
  fileprivate func part(_ isWanted: (Cause) -> Bool) -> ModulesChange? {
    let wanted = differing.filter { causes[$0].map(isWanted) ?? true }
    guard !wanted.isEmpty else { return nil }
    let after = before.filter { !wanted.contains($0.id) } + after.filter { wanted.contains($0.id) }
    return ModulesChange(
      before: before, after: after, position: position, causes: causes.filter { wanted.contains($0.key) })
  }
}

extension Diagnostic {
  static func wouldEmptyModules(on change: TokenChange) -> Diagnostic {
    Diagnostic(
      .error, .wouldEmptyModules,
      "applying only the proposed revocations would leave \(change.id) with no modules: the modules that it should keep "
        + "were revoked outside the files",
      help: "plan without \(option: .proposedOnly), or leave the token out with \(option: .exclude) \(change.id)",
      address: change.id,
      at: change.modules?.position ?? change.position)
  }
}
