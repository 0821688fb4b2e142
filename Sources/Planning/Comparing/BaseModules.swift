import TokenModel

/// The modules that the files asked of a token before the change under review.
struct BaseModules {
  /// By id, the filters asked for; nil left those that the module had.
  private var filters: [ModuleID: ModuleFilters?] = [:]
  /// Entries of names that no one module of the catalogue has any more: each may have meant any module.
  private(set) var unresolved: [DesiredModule] = []

  init(_ modules: [DesiredModule], in catalogue: ModuleCatalogue) {
    for module in modules {
      guard let id = catalogue.id(of: module.reference) else {
        unresolved.append(module)
        continue
      }
      if filters[id] == nil { filters.updateValue(module.filters?.value, forKey: id) }
    }
  }

  /// What these files would make of a module.
  enum Outcome: Equatable {
    case absent
    case held(ModuleFilters)
    /// It cannot be told what they asked.
    case unknown

    init(_ filters: ModuleFilters?) {
      self = filters.map(Outcome.held) ?? .absent
    }
  }

  /// - Parameter live: The filters that the token's module has; nil where it has no such module.
  func outcome(of id: ModuleID, live: ModuleFilters?) -> Outcome {
    guard let asked = filters[id] else { return unresolved.isEmpty ? .absent : .unknown }
    return .held(asked ?? live ?? .none)
  }
}
