package import TokenModel

/// What a change of the files asks of one module of a token.
package struct DesiredModuleChange: Sendable, Equatable {
  /// What happened to the entry.
  package enum Action: String, Sendable, CaseIterable {
    /// The list has it now and had not.
    case added
    /// The list no longer has it.
    case removed
    /// The list has it as before, with other filters.
    case refiltered
    /// The list has it as before, with another end or reason.
    case annotated
  }

  /// The module as the files give it.
  package let reference: DesiredModule.Reference
  /// What happened to the entry.
  package let action: Action
  /// The entry before the change; nil if there was none, or none that had not ended.
  package let before: DesiredModule?
  /// The entry after the change; nil if there is none, or none that has not ended.
  package let after: DesiredModule?
  /// The last day of an entry that had ended before the change, or has by now.
  package let ended: CalendarDate?
  /// Whether the entry may mean the same module as one with the opposite action: one of them gives a name, and the other
  /// an id, which only the platform's catalogue can match.
  package var isUnmatched = false

  /// The filters on both sides; nil if they are the same, or if one side has no such entry.
  package var filters: DesiredFilterChange? {
    guard let before, let after, before.filters?.value != after.filters?.value else { return nil }
    return DesiredFilterChange(before: before.filters?.value, after: after.filters?.value)
  }

  /// How the end moved; nil if it did not, or if one side has no such entry.
  package var end: EndChange? {
    guard let before, let after else { return nil }
    return EndChange(from: before.until?.value, to: after.until?.value)
  }

  /// Whether the entry is on both sides with different reasons.
  package var changesReason: Bool {
    guard let before, let after else { return false }
    return before.reason?.value != after.reason?.value
  }

  var widens: Bool { !isUnmatched && action == .added || filters?.isLoosened == true }
  var narrows: Bool { !isUnmatched && action == .removed || filters?.isTightened == true }
  var isUncertain: Bool { isUnmatched || filters?.isUncertain == true }
}

/// The filters that the files ask for before and after a change; nil where they keep those that the module has.
package struct DesiredFilterChange: Sendable, Equatable {
  /// Before the change.
  package let before: ModuleFilters?
  /// After the change.
  package let after: ModuleFilters?

  /// The comparison of both sides; nil if one of them is not in the files.
  private var known: FilterChange? {
    guard let before, let after else { return nil }
    return FilterChange(id: ModuleID(""), before: before, after: after)
  }

  /// Buyers that the module is now seen for and was not.
  package var added: [BuyerID] { known?.added ?? [] }
  /// Buyers that the module is no longer seen for.
  package var removed: [BuyerID] { known?.removed ?? [] }
  /// Whether the module is asked for more than before.
  package var isLoosened: Bool { known?.isLoosened ?? false }
  /// Whether the module is asked for less than before.
  package var isTightened: Bool { known?.isTightened ?? false }
  /// Whether it depends on the live filters what the change does.
  package var isUncertain: Bool { before == nil && after != nil }
}
