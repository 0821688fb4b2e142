/// A desired list in which each module is listed once, and the entries that contradict each other.
///
/// - An entry of the token's own list decides the filters as long as it lasts, whatever sets say.
/// - The same module from several sets, with the same filters, is one entry.
/// - The later end holds, and no end is the latest. Where a set's entry has a later end and other filters than the token's
///   own, it follows: after the end of the token's own entry it decides.
///
/// The files are merged by the references' texts, and a plan by modules' ids, because an id and a name may mean the same.
package struct MergedModules<Key: Hashable & Sendable>: Sendable {
  /// One entry of the merged list.
  package struct Entry: Sendable {
    /// What identifies the module.
    package let key: Key
    /// The entry that decides, with the end that holds, or with its own if others follow.
    package fileprivate(set) var module: DesiredModule
    /// The entries of sets that hold once ``module`` has ended. Those of two sets may contradict each other.
    package fileprivate(set) var following: [DesiredModule] = []
    /// What was merged; empty for a single entry.
    fileprivate var merged: [DesiredModule] = []
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
    for index in entries.indices where !entries[index].merged.isEmpty { entries[index].splitAtOwnEnd() }
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
    if entry.merged.isEmpty { entry.merged = [first] }
    entry.merged.append(module)
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

extension MergedModules.Entry {
  /// The entries that hold, one after the other.
  package var parts: [DesiredModule] { following.isEmpty ? [module] : [module] + following }

  /// The entry that holds longest.
  package var last: DesiredModule { following.reduce(module) { $1.endsAfter($0) ? $1 : $0 } }

  fileprivate mutating func splitAtOwnEnd() {
    guard let own = merged.first(where: { $0.set == nil }) else { return }
    let later = merged.filter { $0.set != nil && $0.endsAfter(own) }
    guard later.contains(where: { $0.filters?.value != own.filters?.value }) else { return }
    module.until = own.until
    following = later
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
