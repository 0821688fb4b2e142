package import TokenModel

/// What a plan covers: the tokens of the files, and what to compare them with beyond the platform.
package struct PlanScope: Sendable {
  /// What to find out about live tokens that no file names.
  package enum Coverage: Sendable {
    /// Such tokens are listed.
    case listed
    /// A token that no file names refuses the plan.
    case required
  }

  /// Every token that the files name, selected or not.
  package let named: [DesiredToken]
  /// Which of the named tokens the plan covers.
  package let selection: TokenSelection
  /// The named tokens that the plan covers.
  package let selected: [DesiredToken]
  /// Every token that the files named before the change under review; nil if not known.
  package var base: [DesiredToken]?
  /// Whether what only drift asks for is shown and not written. Means nothing without ``base``.
  package var isProposedOnly: Bool
  /// Nil if not requested.
  package var coverage: Coverage?

  /// A scope that covers the selected ones of these tokens.
  package init(
    named: [DesiredToken], selection: TokenSelection = TokenSelection(), base: [DesiredToken]? = nil,
    isProposedOnly: Bool = false, coverage: Coverage? = nil
  ) {
    self.named = named
    self.selection = selection
    selected = selection.selected(from: named)
    self.base = base
    self.isProposedOnly = isProposedOnly
    self.coverage = coverage
  }
}
