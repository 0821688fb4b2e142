import TokenModel

/// Compares a desired token with the live one.
struct TokenComparison {
  let catalogue: ModuleCatalogue
  let ownToken: TokenID?

  func compare(_ desired: DesiredToken, with live: LiveToken) -> ComparisonResult {
    var result = ComparisonResult()
    let requested = RequestedToken(desired, modules: resolvedModules(of: desired, live, into: &result))
    let unread = requested.unread(in: live)
    result.report(unread.map { .notReturned($0.value, of: desired.id, at: $0.position) })
    var difference = TokenDifference(from: live, to: requested, naming: catalogue)
    if unread.contains(where: { $0.value == .modules }) { difference.modules = nil }
    if let modules = difference.modules, let unsupported = live.unsupportedFilters {
      result.report(unsupported.map { .unsupportedFilter($1, of: $0, token: desired.id, at: modules.position) })
      difference.modules = nil
    }
    guard !difference.isEmpty else { return result }
    result.assumesAllExtensions = difference.extensions != nil && live.extensions == .known(.absent)
    result.change = TokenChange(
      id: desired.id, name: live.name, account: live.account, status: live.status, baseRevision: live.revision,
      lastChange: live.lastChange, lastAccessAt: live.lastAccessAt, isProtected: desired.isProtected?.value ?? false,
      isSelf: desired.id == ownToken, position: desired.position, difference: difference)
    return result
  }

  /// Whether the token has to be read by id before it is compared: its modules would be written, a write replaces the
  /// whole list, and the list response leaves out whether a module has filters.
  func needsWholeReading(of desired: DesiredToken, _ live: LiveToken) -> Bool {
    guard let held = live.modules.value, held.contains(where: { $0.filters == .notAnswered }) else { return false }
    var result = ComparisonResult()
    let requested = RequestedToken(desired, modules: resolvedModules(of: desired, live, into: &result))
    return requested.unread(in: live).contains { $0.value == .modules }
  }

  /// The modules that the files ask for with their ids; nil if an id cannot be found, or the files ask for none.
  private func resolvedModules(
    of desired: DesiredToken, _ live: LiveToken, into result: inout ComparisonResult
  ) -> [RequestedModule]? {
    guard let wanted = desired.modules else { return nil }
    // What cannot be compared is reported as that; ids would be of no use.
    guard live.modules.isKnown else { return [] }
    switch catalogue.resolve(wanted.value, of: desired.id) {
    case .success(let modules): return modules
    case .failure(let unresolved):
      result.report(unresolved.faults)
      result.isComplete = false
      return nil
    }
  }
}

extension LiveToken {
  /// The modules with filters that cannot be sent back, and the names of those filters; nil for none.
  fileprivate var unsupportedFilters: [(ModuleID, [String])]? {
    let unsupported = (modules.value ?? []).sorted { $0.id < $1.id }.compactMap { module in
      if case .unsupported(let kinds) = module.filters { (module.id, kinds) } else { nil }
    }
    return unsupported.isEmpty ? nil : unsupported
  }
}

extension Diagnostic {
  fileprivate static func notReturned(_ field: TokenField, of token: TokenID, at position: SourcePosition) -> Diagnostic
  {
    Diagnostic(
      .error, .fieldUnreadable,
      "the platform did not return the \(field.name) of \(token), so it cannot be compared",
      help: "remove the key from the file, or use a credential that may read it", address: token, at: position)
  }

  fileprivate static func unsupportedFilter(
    _ kinds: [String], of module: ModuleID, token: TokenID, at position: SourcePosition
  ) -> Diagnostic {
    let list = kinds.map { "\"\($0)\"" }.joined(separator: ", ")
    return Diagnostic(
      .error, .unsupportedFilter,
      "\(module) on \(token) has a filter that tokenform cannot write (\(list)), so writing the modules would lose it",
      help: "change the modules of this token in the portal, or remove the key `modules` from the file", address: token,
      at: position)
  }
}
