/// What a token says about a grant beside the module and its filters. All entries that come from one reference to a set share
/// it, and most entries have none, so that lists of modules stay small.
package final class GrantTerms: Sendable, Equatable {
  /// The set that the entry comes from; nil for an entry of the token's own list.
  package let set: SetUse?
  /// The last day of the grant, in UTC; nil for a grant without an end.
  package let until: Located<CalendarDate>?
  /// Why the token has the module, for reviewers and auditors. Never sent to the platform.
  package let reason: Located<VerbatimText>?

  /// Terms of which at least one is not nil.
  package init(
    set: SetUse? = nil, until: Located<CalendarDate>? = nil, reason: Located<VerbatimText>? = nil
  ) {
    self.set = set
    self.until = until
    self.reason = reason
  }

  /// Whether both say the same.
  package static func == (left: GrantTerms, right: GrantTerms) -> Bool {
    left === right || left.set == right.set && left.until == right.until && left.reason == right.reason
  }
}

extension DesiredModule {
  /// The set that the entry comes from; nil for an entry of the token's own list.
  package var set: SetUse? {
    get { terms?.set }
    set { setTerms(set: newValue, until: until, reason: reason) }
  }

  /// The last day of the grant, in UTC; nil for a grant without an end.
  package var until: Located<CalendarDate>? {
    get { terms?.until }
    set { setTerms(set: set, until: newValue, reason: reason) }
  }

  /// Why the token has the module, for reviewers and auditors. Never sent to the platform.
  package var reason: Located<VerbatimText>? {
    get { terms?.reason }
    set { setTerms(set: set, until: until, reason: newValue) }
  }

  private mutating func setTerms(set: SetUse?, until: Located<CalendarDate>?, reason: Located<VerbatimText>?) {
    let isEmpty = set == nil && until == nil && reason == nil
    terms = isEmpty ? nil : GrantTerms(set: set, until: until, reason: reason)
  }
}
