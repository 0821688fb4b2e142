/// What limits a module on a token. No buyers means no filter: the token sees all of the module.
///
/// Source: schema `Filters` of the API, whose only property is `group.buyers`.
package struct ModuleFilters: Hashable, Sendable {
  /// The buyers that the module is limited to: sorted, each once.
  package let buyers: [BuyerID]

  /// Limits to these buyers, given in any order.
  @inlinable package init(buyers: some Sequence<BuyerID>) {
    self.init(sorting: Array(buyers))
  }

  @usableFromInline init(sorting buyers: [BuyerID]) {
    let isSorted = zip(buyers, buyers.dropFirst()).allSatisfy { $0 < $1 }
    self.buyers = isSorted ? buyers : Set(buyers).sorted()
  }

  /// No filter.
  package static let none = ModuleFilters(buyers: [])

  /// Whether there is no filter.
  package var isEmpty: Bool { buyers.isEmpty }
}
