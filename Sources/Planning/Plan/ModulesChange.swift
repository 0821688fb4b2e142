package import TokenModel

/// The whole list of a token's modules before and after a change, and what sets them apart, by id.
package struct ModulesChange: Sendable, Equatable {
  /// Sorted by id.
  package let before: [HeldModule]
  /// Sorted by id.
  package let after: [HeldModule]
  /// Where the files ask for the list.
  package let position: SourcePosition
  /// Why each module that is granted, revoked or re-filtered differs. If nothing is known of the files as they were before,
  /// only revocations of ended grants have a cause.
  package let causes: [ModuleID: Cause]

  /// Modules only after the change, sorted by id.
  package let granted: [HeldModule]
  /// Modules only before the change, sorted by id.
  package let revoked: [HeldModule]
  /// Modules on both sides with different filters, sorted by id.
  package let refiltered: [FilterChange]
  /// Modules that stay as they are.
  package let kept: [HeldModule]
  /// Grants and loosened filters.
  let wideningCount: Int
  /// Revocations and tightened filters.
  let narrowingCount: Int

  /// The change between two lists, given in any order.
  package init(
    before: [HeldModule], after: [HeldModule], position: SourcePosition, causes: [ModuleID: Cause] = [:]
  ) {
    self.before = before.sorted { $0.id < $1.id }
    self.after = after.sorted { $0.id < $1.id }
    self.position = position
    self.causes = causes

    let held = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(after.map(\.id))
    granted = self.after.filter { held[$0.id] == nil }
    revoked = self.before.filter { !wanted.contains($0.id) }
    kept = self.after.filter { held[$0.id]?.filters == $0.filters }
    refiltered = self.after.compactMap { module in
      guard let was = held[module.id], was.filters != module.filters else { return nil }
      return FilterChange(
        id: module.id, name: module.name, before: was.filters, after: module.filters, source: module.source)
    }
    wideningCount = granted.count + refiltered.count(where: \.isLoosened)
    narrowingCount = revoked.count + refiltered.count(where: \.isTightened)
  }

  /// Why the lists differ; nil if that is not known of each module.
  package var cause: Cause? { causes.isEmpty ? nil : Cause(of: differing.map { causes[$0] }) }

  /// The modules that are granted, revoked or re-filtered.
  package var differing: [ModuleID] { granted.map(\.id) + revoked.map(\.id) + refiltered.map(\.id) }

  /// Whether something in the change reverts drift.
  package var revertsDrift: Bool {
    causes.contains { $0.value == .drift || $0.value == .both && allCauses(of: $0.key).contains(.drift) }
  }

  /// Whether both lists have the same modules with the same filters.
  package var isEmpty: Bool { granted.isEmpty && revoked.isEmpty && refiltered.isEmpty }

  /// Whether the token loses something.
  package var narrows: Bool { narrowingCount > 0 }

  /// What the change does to the token's access.
  package var effect: Effect { Effect(widens: wideningCount > 0, narrows: narrows) }
}
