package import TokenModel

/// What a plan leaves out of what the files name, and by which options. A plan without one is about all of it.
package struct PlanNarrowing: Sendable, Equatable {
  /// The ids of `--target`, sorted; empty if it was not given.
  package var targets: [TokenID]
  /// The ids of `--exclude`, sorted.
  package var excluded: [TokenID]
  /// Whether `--proposed-only` leaves out what only drift asks for.
  package var isProposedOnly: Bool
  /// Whether `--ended-only` leaves out everything but revocations of ended grants.
  package var isEndedOnly: Bool
  /// How many tokens the plan is about.
  package var selected: Int
  /// How many tokens the files name.
  package var named: Int

  /// A narrowing of this many of the named tokens.
  package init(
    targets: [TokenID] = [], excluded: [TokenID] = [], isProposedOnly: Bool = false, isEndedOnly: Bool = false,
    selected: Int, named: Int
  ) {
    self.targets = targets
    self.excluded = excluded
    self.isProposedOnly = isProposedOnly
    self.isEndedOnly = isEndedOnly
    self.selected = selected
    self.named = named
  }

  /// Nil if nothing narrows the plan.
  init?(_ scope: PlanScope) {
    let isProposedOnly = scope.isProposedOnly && scope.base != nil
    guard scope.selection != TokenSelection() || isProposedOnly || scope.isEndedOnly else { return nil }
    self.init(
      targets: scope.selection.targets.sorted(), excluded: scope.selection.excluded.sorted(),
      isProposedOnly: isProposedOnly, isEndedOnly: scope.isEndedOnly, selected: scope.selected.count,
      named: scope.named.count)
  }

  /// Tokens of the files that the plan is not about.
  package var leftOut: Int { named - selected }
}
