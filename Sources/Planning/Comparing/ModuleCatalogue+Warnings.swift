import TokenModel

extension ModuleCatalogue {
  /// Warnings about what the platform is likely to refuse in a change, as far as the answers at hand say. Source: the API's
  /// page, under the token object.
  func warnings(about change: TokenChange) -> [Diagnostic] {
    guard let modules = change.modules else { return [] }
    let granted = modules.granted.compactMap { module in
      reasonNotToGrant(module.id, in: change.account).map { reason in
        Diagnostic(
          .warning, .moduleNotGrantable,
          "\(described(module.id)) \(reason), so the platform may refuse to grant it to \(change.id)",
          help: "remove the entry, or let an administrator of the account allow the module first", address: change.id,
          at: module.position ?? modules.position)
      }
    }
    let revoked = modules.revoked.filter { rules(of: $0.id)?.isMandatory == true }.map { module in
      Diagnostic(
        .warning, .mandatoryModule,
        "\(described(module.id)) is mandatory, so the platform may refuse to revoke it from \(change.id)",
        help: "list the module in the file", address: change.id, at: modules.position)
    }
    let limited =
      modules.granted.filter { !$0.filters.isEmpty }.map { ($0.id, $0.position) }
      + modules.refiltered.filter { !$0.after.isEmpty }.map { ($0.id, $0.position) }
    let unfilterable = limited.filter { rules(of: $0.0)?.knowsBuyerFilter == false }.map { id, position in
      Diagnostic(
        .warning, .unfilterableModule,
        "\(described(id)) cannot be filtered by buyers, so the platform may refuse or ignore it on \(change.id)",
        help: "remove the filter", address: change.id, at: position ?? modules.position)
    }
    return granted + revoked + unfilterable
  }

  /// Why the platform is likely to refuse a module to a token of an account; nil if none is known.
  private func reasonNotToGrant(_ id: ModuleID, in account: Account?) -> String? {
    let rules = rules(of: id)
    if let account, let allowed = modulesAllowed(in: account.id), !allowed.contains(id) {
      return "is not in the default group of \(account.id)"
    }
    if rules?.isForbidden == true { return "cannot be granted to a token" }
    if rules?.isObsolete == true { return "is obsolete" }
    if let type = account?.type, let types = rules?.accountTypes, !types.contains(type) {
      return "is not for an account of type \(type)"
    }
    return nil
  }

  private func described(_ id: ModuleID) -> String { name(of: id).map { "\(id) (\"\($0.string)\")" } ?? id.rawValue }
}
