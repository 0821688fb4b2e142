/// A desired list in which each module is listed once, and the entries that contradict each other.
///
/// - An entry of the token's own list decides the filters, whatever sets say.
/// - The same module from several sets, with the same filters, is one entry.
/// - The later end holds, and no end is the latest, whatever the filters.
///
/// The files are merged by the references' texts, and a plan by modules' ids, because an id and a name may mean the same.
package struct MergedModules<Key: Hashable & Sendable>: Sendable {
  /// One entry of the merged list.
  package struct Entry: Sendable {
    /// What identifies the module.
    package let key: Key
    /// The entry that decides, with the end that holds.
    package fileprivate(set) var module: DesiredModule
    /// A set's entry with filters; decides nothing where the token lists the module itself.
    fileprivate var filteredBySet: DesiredModule?
    fileprivate var conflict: ModuleConflict?
  }

  /// In the order of the first entry of each module.
  package private(set) var entries: [Entry] = []
  /// In the order of the list.
  package private(set) var conflicts: [ModuleConflict] = []

  /// Merges a list.
  ///
  /// - Parameters:
  ///   - modules: Entries in their order, those of sets at the place of the set.
  ///   - key: What identifies the module of an entry; nil leaves the entry out.
  package init(_ modules: some Sequence<DesiredModule>, by key: (DesiredModule) -> Key?) {
    var indexes: [Key: Int] = [:]
    for module in modules {
      guard let key = key(module) else { continue }
      if let index = indexes[key] {
        add(module, to: index)
      } else {
        indexes[key] = entries.count
        entries.append(Entry(key: key, module: module, filteredBySet: module.isFilteredBySet ? module : nil))
      }
    }
    for entry in entries {
      if let conflict = entry.conflict {
        conflicts.append(conflict)
      } else if entry.module.set == nil, entry.module.filters == nil, let filtered = entry.filteredBySet {
        conflicts.append(ModuleConflict(kind: .directWithoutFilters, first: filtered, second: entry.module))
      }
    }
  }

  private mutating func add(_ module: DesiredModule, to index: Int) {
    var entry = entries[index]
    defer { entries[index] = entry }
    let first = entry.module
    entry.filteredBySet = entry.filteredBySet ?? (module.isFilteredBySet ? module : nil)
    switch (first.set == nil, module.set == nil) {
    case (true, true):
      entry.conflict = entry.conflict ?? ModuleConflict(kind: .listedTwice, first: first, second: module)
    case (true, false): entry.module = first.prolonged(by: module)
    case (false, true):
      entry.module = module.prolonged(by: first)
      entry.conflict = nil
    case (false, false):
      if first.filters?.value != module.filters?.value {
        entry.conflict = entry.conflict ?? ModuleConflict(kind: .differentFilters, first: first, second: module)
      }
      let (later, earlier) = module.endsAfter(first) ? (module, first) : (first, module)
      entry.module = later.prolonged(by: earlier)
    }
  }
}

extension DesiredModule {
  fileprivate var isFilteredBySet: Bool { filters != nil && set != nil }

  /// The entry with the end of another one, where that is later. It keeps its reason if it has one.
  fileprivate func prolonged(by other: DesiredModule) -> DesiredModule {
    var module = self
    if other.endsAfter(self) { module.until = other.until }
    if reason == nil, let reason = other.reason { module.reason = reason }
    return module
  }

  /// Whether the grant ends later than another one.
  fileprivate func endsAfter(_ other: DesiredModule) -> Bool {
    guard let end = other.until?.value else { return false }
    return until.map { $0.value > end } ?? true
  }
}
