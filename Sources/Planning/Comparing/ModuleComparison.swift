import TokenModel

/// Compares the modules that a token holds with those that are asked of it.
struct ModuleComparison {
  private let requested: [RequestedModule]
  private let live: [ModuleID: LiveModule]
  /// Whether the token's modules have to be written, as far as the response shows.
  let differs: Bool

  init(from live: [LiveModule], to requested: [RequestedModule]) {
    self.requested = requested
    guard !Self.isNone(from: live, to: requested) else {
      self.live = [:]
      differs = false
      return
    }
    let held = Dictionary(live.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.live = held
    differs =
      requested.count != held.count
      || requested.contains { module in
        held[module.id].map { !module.isSatisfied(by: $0.filters) } ?? true
      }
  }

  /// Whether each module is held with the filters that are asked for, and nothing else is, as far as the response shows.
  /// Allocates nothing: most tokens hold what is requested, and mostly in the same order.
  static func isNone(from live: [LiveModule], to requested: [RequestedModule]) -> Bool {
    guard requested.count == live.count else { return false }
    return requested.indices.allSatisfy { index in
      guard let held = live.first(near: index, where: { $0.id == requested[index].id }),
        requested.first(near: index, where: { $0.id == live[index].id }) != nil
      else { return false }
      return requested[index].isSatisfied(by: held.filters)
    }
  }

  /// Whether a write, which replaces the whole list, may lose filters that the response does not show.
  var mayLoseFilters: Bool {
    differs && live.values.contains { $0.filters == .notAnswered || $0.filters == .unreadable }
  }

  /// The change of modules that differ, where all filters are known.
  func change(at position: SourcePosition, naming catalogue: ModuleCatalogue) -> ModulesChange {
    let before = live.values.map { module in
      HeldModule(id: module.id, name: module.name ?? catalogue.name(of: module.id), filters: module.knownFilters)
    }
    let after = requested.map { module in
      HeldModule(
        id: module.id, name: module.name ?? live[module.id]?.name ?? catalogue.name(of: module.id),
        filters: module.filters ?? live[module.id]?.knownFilters ?? .none, source: module.source)
    }
    return ModulesChange(before: before, after: after, position: position)
  }
}

extension RequestedModule {
  fileprivate func isSatisfied(by held: LiveModule.Filters) -> Bool {
    guard let filters else { return true }
    return held == .known(filters)
  }
}

extension LiveModule {
  fileprivate var knownFilters: ModuleFilters {
    if case .known(let filters) = filters { filters } else { .none }
  }
}

extension Array {
  /// Looks at one place first, since lists are mostly in the same order on both sides.
  fileprivate func first(near index: Int, where matches: (Element) -> Bool) -> Element? {
    matches(self[index]) ? self[index] : first(where: matches)
  }
}
