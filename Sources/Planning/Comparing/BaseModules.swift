import TokenModel

/// The modules that the files asked of a token before the change under review.
struct BaseModules {
  /// By id, the filters asked for; nil left those that the module had.
  private var filters: [ModuleID: ModuleFilters?] = [:]
  /// In the order of the list.
  private var order: [ModuleID] = []
  /// Entries of names that no one module of the catalogue has any more: each may have meant any module.
  private(set) var unresolved: [DesiredModule] = []

  init(_ modules: [DesiredModule], in catalogue: ModuleCatalogue) {
    let merged = MergedModules(modules) { module in
      let id = catalogue.id(of: module.reference)
      if id == nil { unresolved.append(module) }
      return id
    }
    for entry in merged.entries {
      filters.updateValue(entry.module.filters?.value, forKey: entry.key)
      order.append(entry.key)
    }
  }

  /// The line beside which an entry that is no longer listed was: that of the entry before it that is still there, or
  /// else of the one behind it.
  ///
  /// - Parameter places: Where the entries are now.
  func place(ofRemoved id: ModuleID, among places: [ModuleID: SourcePosition]) -> SourcePosition? {
    guard let index = order.firstIndex(of: id) else { return nil }
    let neighbour = order[..<index].last { places[$0] != nil } ?? order[index...].first { places[$0] != nil }
    return neighbour.flatMap { places[$0] }
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
    guard let asked = filters[id] else { return unresolved.isEmpty ? .absent : .unknown }
    return .held(asked ?? live ?? .none)
  }
}
