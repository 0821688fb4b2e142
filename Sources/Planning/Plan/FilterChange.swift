package import TokenModel

/// A module that stays, with other filters.
package struct FilterChange: Sendable, Equatable {
  /// The module.
  package var id: ModuleID
  /// For display; nil if it is not known.
  package var name: VerbatimText?
  /// The live filters.
  package var before: ModuleFilters
  /// The filters that the files ask for.
  package var after: ModuleFilters
  /// Where the files ask for it; nil for what is live.
  package var source: ModuleSource?

  /// The place of ``source``.
  package var position: SourcePosition? { source?.position }

  /// A change of filters.
  package init(
    id: ModuleID, name: VerbatimText? = nil, before: ModuleFilters, after: ModuleFilters,
    source: ModuleSource? = nil
  ) {
    self.id = id
    self.name = name
    self.before = before
    self.after = after
    self.source = source
  }

  /// Buyers that the module is now seen for and was not; empty if the filter is dropped as a whole.
  package var added: [BuyerID] { after.buyers(without: before) }
  /// Buyers that the module is no longer seen for.
  package var removed: [BuyerID] { before.buyers(without: after) }

  /// Whether the module is seen for something it was not: no filter at all sees everything.
  package var isLoosened: Bool { !before.isEmpty && (after.isEmpty || !added.isEmpty) }
  /// Whether the module loses buyers, or gains its first filter.
  package var isTightened: Bool { !after.isEmpty && (before.isEmpty || !removed.isEmpty) }
}

extension ModuleFilters {
  fileprivate func buyers(without other: ModuleFilters) -> [BuyerID] {
    var others = other.buyers[...]
    return buyers.filter { buyer in
      while let first = others.first, first < buyer { others.removeFirst() }
      return others.first != buyer
    }
  }
}
