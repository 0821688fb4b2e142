import TokenModel

/// Lists that several imported tokens share, as sets of modules and groups of buyers.
package struct GatheredLists: Sendable {
  /// Lists of modules that more than one token holds, each with at least two modules.
  let sets: [(name: String, modules: [LiveModule], count: Int)]
  /// Lists of buyers that more than one filter names, each with at least two buyers.
  let groups: [(name: String, buyers: [BuyerID], count: Int)]
  private let setNames: [[ModuleKey]: String]
  private let groupNames: [[BuyerID]: String]

  private struct ModuleKey: Hashable {
    var id: ModuleID
    var buyers: [BuyerID]
  }

  /// Whether nothing is shared.
  package var isEmpty: Bool { sets.isEmpty && groups.isEmpty }

  /// Finds the lists that tokens share. The most shared ones come first; their names are to be changed by people.
  package init(_ tokens: [ImportedToken]) {
    let lists = tokens.compactMap(\.modules)
    let roles = Self.shared(lists.filter { $0.count > 1 }, by: Self.key)
    sets = roles.enumerated().map { ("role-\($0.offset + 1)", $0.element.value, $0.element.count) }
    let filters = lists.flatMap { $0 }.map(\.knownBuyers).filter { $0.count > 1 }
    groups = Self.shared(filters) { $0 }.enumerated().map {
      ("buyers-\($0.offset + 1)", $0.element.value, $0.element.count)
    }
    setNames = Dictionary(sets.map { (Self.key($0.modules), $0.name) }, uniquingKeysWith: { first, _ in first })
    groupNames = Dictionary(groups.map { ($0.buyers, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  private static func key(_ modules: [LiveModule]) -> [ModuleKey] {
    modules.map { ModuleKey(id: $0.id, buyers: $0.knownBuyers) }
  }

  /// The values that occur more than once, the most frequent ones first, with how often they do.
  private static func shared<Value, Key: Hashable>(
    _ values: [Value], by key: (Value) -> Key
  ) -> [(value: Value, count: Int)] {
    var indexes: [Key: Int] = [:]
    var found: [(value: Value, count: Int)] = []
    for value in values {
      if let index = indexes[key(value)] {
        found[index].count += 1
      } else {
        indexes[key(value)] = found.count
        found.append((value, 1))
      }
    }
    return found.enumerated().filter { $0.element.count > 1 }
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// The name of the set with exactly these modules and filters; nil if they are not shared.
  func name(of modules: [LiveModule]) -> String? { setNames[Self.key(modules)] }

  /// The name of the group of exactly these buyers; nil if they are not shared.
  func name(of buyers: [BuyerID]) -> String? { groupNames[buyers] }
}

extension LiveModule {
  /// The buyers that the module is limited to; none if it is not, or that is not known.
  fileprivate var knownBuyers: [BuyerID] {
    if case .known(let filters) = filters { filters.buyers } else { [] }
  }
}
