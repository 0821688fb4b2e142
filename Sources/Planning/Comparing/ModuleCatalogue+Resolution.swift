import TokenModel

/// Why the ids of a desired list are not known.
struct UnresolvedModules: Error {
  /// One for each entry at fault; none where the catalogue is not known, which is reported once for the whole plan.
  var faults: [Diagnostic]
}

extension ModuleCatalogue {
  /// Finds the id of every entry of a desired list, and merges entries that mean the same module. Entries that mean none,
  /// and those that contradict each other, are errors.
  func resolve(_ modules: [DesiredModule], of token: TokenID) -> Result<[RequestedModule], UnresolvedModules> {
    guard isKnown || !modules.contains(where: { $0.reference.isName }) else {
      return .failure(UnresolvedModules(faults: []))
    }
    var faults: [Diagnostic] = []
    let merged = MergedModules(modules) { module in
      let id = id(of: module.reference)
      if id == nil { faults.append(fault(of: module, token: token)) }
      return id
    }
    faults += merged.conflicts.map { conflict in
      conflict.diagnostic(token: token, meaning: meaning(of: conflict.second.reference))
    }
    return faults.isEmpty
      ? .success(merged.entries.map { RequestedModule($0.module, id: $0.key) })
      : .failure(UnresolvedModules(faults: faults))
  }

  private func meaning(of reference: DesiredModule.Reference) -> String {
    guard reference.isName, let id = id(of: reference) else { return reference.text }
    return "\(reference.quoted) (\(id))"
  }

  /// The one module that an entry means; nil if the catalogue has none of its name, or several.
  func id(of reference: DesiredModule.Reference) -> ModuleID? {
    switch reference {
    case .id(let id): id
    case .name(let name): ids(named: name).count == 1 ? ids(named: name).first : nil
    }
  }

  /// Why an entry means no one module.
  func fault(of module: DesiredModule, token: TokenID) -> Diagnostic {
    let name = VerbatimText(module.reference.text)
    let ids = ids(named: name)
    guard ids.isEmpty else {
      return Diagnostic(
        .error, .ambiguousModule, "\(ids.count) modules are named \(module.reference.quoted)",
        help: "name the module by its id, one of \(ids.map(\.rawValue).joined(separator: ", "))",
        address: token, at: module.position)
    }
    let suggestion: Advice? = nearestName(to: name).map { "did you mean \"\($0.string)\"?" }
    switch source {
    case .unread, .catalogue:
      return Diagnostic(
        .error, .unknownModule, "the platform's catalogue has no module named \(module.reference.quoted)",
        help: suggestion ?? "name the module by its id", address: token, at: module.position)
    case .defaultGroups:
      return Diagnostic(
        .error, .unknownModule,
        "neither the account's default group nor a token that was read has a module named \(module.reference.quoted)",
        help: suggestion ?? "name the module by its id, if there is one", address: token, at: module.position)
    case .tokens(let failures):
      let reasons = failures.map(\.sentence).joined(separator: "; ")
      let byID: Advice = "name the module by its id, such as \(ModuleKind.example)"
      return Diagnostic(
        .error, .catalogueUnreadable,
        "the id of the module \(module.reference.quoted) cannot be found: neither the catalogue of modules nor the account's "
          + "default group could be read (\(reasons))",
        help: suggestion.map { "\(byID); \($0)" } ?? byID,
        address: token, at: module.position)
    }
  }
}

extension DesiredModule.Reference {
  var quoted: String { "\"\(text)\"" }

  var isName: Bool {
    if case .name = self { true } else { false }
  }
}
