package import TokenModel

/// The sets and groups of one reading of the files, with the tokens that use them.
package struct SharedLists: Sendable {
  /// The sets of modules.
  package var moduleSets: [ModuleSet]
  /// The groups of buyers.
  package var buyerGroups: [BuyerGroup]
  /// Every token of the files, with its sets and groups expanded.
  package var tokens: [DesiredToken]

  /// The lists of the files; without arguments, none.
  package init(moduleSets: [ModuleSet] = [], buyerGroups: [BuyerGroup] = [], tokens: [DesiredToken] = []) {
    self.moduleSets = moduleSets
    self.buyerGroups = buyerGroups
    self.tokens = tokens
  }

  /// What differs between the lists as they were and these: sets before groups, each sorted by name.
  ///
  /// A set whose filters name a group is not changed by a change of that group, which is listed itself.
  package func changes(since base: SharedLists) -> [SharedListChange] {
    let (now, before) = (Written(self), Written(base))
    return SharedListChange.Kind.allCases.flatMap { kind in
      Set(now.lists[kind, default: [:]].keys).union(before.lists[kind, default: [:]].keys).sorted().compactMap { name in
        now.change(of: name, kind, since: before)
      }
    }
  }
}

/// The lists by kind and name, with their entries as they are written.
private struct Written {
  struct List {
    var position: SourcePosition
    /// In the order of the list.
    var entries: [VerbatimText]
    /// By module; a module without filters in the file has none here.
    var filters: [VerbatimText: Filters] = [:]
  }

  /// Filters as they are written: buyers of groups stay behind the groups' names.
  struct Filters: Equatable {
    var groups: [String]
    var buyers: [BuyerID]
  }

  var lists: [SharedListChange.Kind: [String: List]] = [:]
  private var uses: [SharedListChange.Kind: [String: Int]] = [:]

  init(_ lists: SharedLists) {
    let buyers = Dictionary(lists.buyerGroups.map { ($0.name, $0.buyers) }, uniquingKeysWith: { first, _ in first })
    for group in lists.buyerGroups {
      self.lists[.buyerGroup, default: [:]][group.name] = List(
        position: group.position, entries: group.buyers.map { VerbatimText($0.rawValue) })
    }
    for set in lists.moduleSets {
      var list = List(position: set.position, entries: set.modules.map { VerbatimText($0.reference.text) })
      for module in set.modules {
        guard let filters = module.filters?.value else { continue }
        let ofGroups = Set(module.buyerGroups.flatMap { buyers[$0] ?? [] })
        list.filters[VerbatimText(module.reference.text)] = Filters(
          groups: module.buyerGroups, buyers: filters.buyers.filter { !ofGroups.contains($0) })
      }
      self.lists[.moduleSet, default: [:]][set.name] = list
    }
    for token in lists.tokens {
      let modules = token.modules?.value ?? []
      for name in Set(modules.compactMap(\.set?.name)) { uses[.moduleSet, default: [:]][name, default: 0] += 1 }
      for name in Set(modules.flatMap(\.buyerGroups)) { uses[.buyerGroup, default: [:]][name, default: 0] += 1 }
    }
  }

  func change(of name: String, _ kind: SharedListChange.Kind, since before: Written) -> SharedListChange? {
    let (list, was) = (lists[kind]?[name], before.lists[kind]?[name])
    guard let list else {
      return was.map {
        SharedListChange(
          kind, name, .removed, removed: $0.entries, tokenCount: before.tokenCount(of: name, kind), at: $0.position)
      }
    }
    let (entries, old) = (Set(list.entries), Set(was?.entries ?? []))
    let change = SharedListChange(
      kind, name, was == nil ? .added : .changed, added: list.entries.filter { !old.contains($0) },
      removed: (was?.entries ?? []).filter { !entries.contains($0) },
      refiltered: list.entries.filter { old.contains($0) && list.filters[$0] != was?.filters[$0] },
      tokenCount: tokenCount(of: name, kind), at: list.position)
    let isSame = was != nil && change.added.isEmpty && change.removed.isEmpty && change.refiltered.isEmpty
    return isSame ? nil : change
  }

  private func tokenCount(of name: String, _ kind: SharedListChange.Kind) -> Int { uses[kind]?[name] ?? 0 }
}
