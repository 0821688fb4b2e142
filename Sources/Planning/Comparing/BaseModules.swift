import TokenModel

/// The modules that the files asked of a token before the change under review.
struct BaseModules {
  /// By id, the filters asked for; nil left those that the module had.
  private var filters: [ModuleID: ModuleFilters?] = [:]
  /// The entries that count as not listed, because their last day is over.
  private var ended: [ModuleID: DesiredModule] = [:]
  /// In the order of the list, ended entries included.
  private var order: [(id: ModuleID, set: String?)] = []
  /// Entries of names that no one module of the catalogue has any more: each may have meant any module.
  private(set) var unresolved: [DesiredModule] = []

  /// - Parameter today: The day of the plan; nil if no entry has ended.
  init(_ modules: [DesiredModule], in catalogue: ModuleCatalogue, today: CalendarDate?) {
    var active: [DesiredModule] = []
    for module in modules {
      guard let id = catalogue.id(of: module.reference) else {
        unresolved.append(module)
        continue
      }
      if !order.contains(where: { $0.id == id }) { order.append((id, module.set?.name)) }
      if let today, module.hasEnded(on: today) {
        ended[id] = ended[id] ?? module
      } else {
        active.append(module)
      }
    }
    for entry in MergedModules(active, by: { catalogue.id(of: $0.reference) }).entries {
      filters.updateValue(entry.module.filters?.value, forKey: entry.key)
    }
  }

  /// The set whose entry a module was; nil for an entry of the token's own list, and for no entry.
  func set(of id: ModuleID) -> String? { order.first { $0.id == id }?.set }

  /// Whether any entry was one of the set.
  func uses(_ set: String) -> Bool { order.contains { $0.set == set } }

  /// What is known of an entry that is no longer listed. Its place is the line beside which it was: that of the entry
  /// before it that is still there, or else of the one behind it; of an entry of a set, one of the same set if there is
  /// one.
  ///
  /// - Parameters:
  ///   - sources: Where the entries are now.
  ///   - list: Where the list is now: the place of an entry of a set that the token no longer uses, if it has no other.
  func source(ofRemoved id: ModuleID, among sources: [ModuleID: ModuleSource], list: SourcePosition) -> ModuleSource? {
    guard let index = order.firstIndex(where: { $0.id == id }) else { return nil }
    let (before, behind) = (order[..<index].reversed().map(\.id), order[index...].map(\.id))
    let candidates = (before + behind).compactMap { sources[$0] }
    let set = order[index].set
    let inSet = set == nil ? nil : candidates.first { $0.set == set }
    guard let position = (inSet ?? candidates.first)?.position ?? (set == nil ? nil : list) else { return nil }
    let isUsed = sources.values.contains { $0.set == set }
    return ModuleSource(
      position: position, set: set, setChange: set == nil ? nil : isUsed ? .contents : .useRemoved,
      until: ended[id]?.until?.value, reason: ended[id]?.reason?.value)
  }

  /// Whether an entry for the module has ended, and no other lists it.
  func hasEnded(_ id: ModuleID) -> Bool { ended[id] != nil && filters[id] == nil }

  /// Whether an entry with these filters has ended, and one with other filters lists the module.
  func hasEnded(_ id: ModuleID, with live: ModuleFilters) -> Bool {
    guard let entry = ended[id]?.filters?.value, let active = filters[id] else { return false }
    return entry == live && active != live
  }

  /// What these files would make of a module.
  enum Outcome: Equatable {
    case absent
    case held(ModuleFilters)
    /// What they asked for cannot be determined.
    case unknown

    init(_ filters: ModuleFilters?) {
      self = filters.map(Outcome.held) ?? .absent
    }
  }

  /// - Parameter live: The filters that the token's module has; nil if it has no such module.
  func outcome(of id: ModuleID, live: ModuleFilters?) -> Outcome {
    guard let requested = filters[id] else { return unresolved.isEmpty ? .absent : .unknown }
    return .held(requested ?? live ?? .none)
  }

  /// What these files would make of a module if no entry had ended.
  func outcomeBeforeEnds(of id: ModuleID, live: ModuleFilters?) -> Outcome {
    guard filters[id] == nil, let entry = ended[id] else { return outcome(of: id, live: live) }
    return .held(entry.filters?.value ?? live ?? .none)
  }
}
