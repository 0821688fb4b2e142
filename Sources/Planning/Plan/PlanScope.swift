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
  /// The day of the plan in UTC, by which grants have ended; nil if none has.
  package var today: CalendarDate?
  /// Whether what only drift asks for is shown and not written. Means nothing without ``base``.
  package var isProposedOnly: Bool
  /// Whether everything but revocations of ended grants is shown and not written.
  package var isEndedOnly: Bool
  /// In how many days a grant ends that is listed as ending; nil if none is listed. Means nothing without ``today``.
  package var endingWithin: Int?
  /// The sets and groups that the change under review changes; empty without ``base``.
  package var sharedListChanges: [SharedListChange] = []
  /// Whether the plan also holds the values of tokens that do not change.
  package var keepsAllValues = false
  /// Nil if not requested.
  package var coverage: Coverage?

  /// A scope that covers the selected ones of these tokens.
  package init(
    named: [DesiredToken], selection: TokenSelection = TokenSelection(), base: [DesiredToken]? = nil,
    today: CalendarDate? = nil, isProposedOnly: Bool = false, isEndedOnly: Bool = false, endingWithin: Int? = nil,
    coverage: Coverage? = nil
  ) {
    self.named = named
    self.selection = selection
    selected = selection.selected(from: named)
    self.base = base
    self.today = today
    self.isProposedOnly = isProposedOnly
    self.isEndedOnly = isEndedOnly
    self.endingWithin = endingWithin
    self.coverage = coverage
  }
}
