import TokenModel

/// A desired module whose id is known.
struct ResolvedModule {
  let id: ModuleID
  let desired: DesiredModule
}

/// Sets the modules that a token should hold against those that it holds.
struct ModuleComparison {
  private let resolved: [ResolvedModule]
  private let live: [ModuleID: LiveModule]
  private let position: SourcePosition

  init(resolved: [ResolvedModule], live: [LiveModule], position: SourcePosition) {
    self.resolved = resolved
    self.live = Dictionary(live.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.position = position
  }

  /// Whether the token's modules have to be written, as far as the answer tells.
  var differs: Bool {
    resolved.count != live.count || resolved.contains { !isSatisfied($0) }
  }

  private func isSatisfied(_ module: ResolvedModule) -> Bool {
    guard let held = live[module.id] else { return false }
    guard let wanted = module.desired.filters?.value else { return true }
    return held.filters == .known(wanted)
  }

  /// Whether the token has to be read by id before its modules are written: a write replaces the whole list, and
  /// the answer at hand does not tell the filters of a module that stays.
  var needsWholeRead: Bool {
    differs && resolved.contains { live[$0.id]?.filters == .notAnswered }
  }

  /// Modules with filters that cannot be sent back.
  var unsupported: [(module: LiveModule, kinds: [String])] {
    live.values.sorted { $0.id < $1.id }.compactMap { module in
      if case .unsupported(let kinds) = module.filters { (module, kinds) } else { nil }
    }
  }

  /// The change; filters that even the whole answer does not tell are none.
  func change(naming catalogue: ModuleCatalogue) -> ModulesChange? {
    let before = live.values.map { module in
      HeldModule(id: module.id, name: module.name ?? catalogue.name(of: module.id), filters: module.knownFilters)
    }
    let after = resolved.map { module in
      HeldModule(
        id: module.id, name: live[module.id]?.name ?? catalogue.name(of: module.id),
        filters: module.desired.filters?.value ?? live[module.id]?.knownFilters ?? .none,
        position: module.desired.position)
    }
    let change = ModulesChange(before: before, after: after, position: position)
    return change.isEmpty ? nil : change
  }
}

extension LiveModule {
  var knownFilters: ModuleFilters {
    if case .known(let filters) = filters { filters } else { .none }
  }
}
