package import TokenModel

/// What planning is told beside the tokens that it is about.
package struct PlanScope: Sendable {
  /// What to find out of live tokens that no file names.
  package enum Coverage: Sendable {
    case listed
    /// A token that no file names refuses the plan.
    case required
  }

  /// Every token that the files name, selected or not.
  package var named: [DesiredToken]
  package var selection: TokenSelection
  /// Every token that the files named before the change under review; nil where nobody knows.
  package var base: [DesiredToken]?
  /// Whether what only drift asks for is shown and not written. Means nothing without ``base``.
  package var isProposedOnly: Bool
  /// Nil where nobody asked.
  package var coverage: Coverage?

  package init(
    named: [DesiredToken] = [], selection: TokenSelection = TokenSelection(), base: [DesiredToken]? = nil,
    isProposedOnly: Bool = false, coverage: Coverage? = nil
  ) {
    self.named = named
    self.selection = selection
    self.base = base
    self.isProposedOnly = isProposedOnly
    self.coverage = coverage
  }
}
