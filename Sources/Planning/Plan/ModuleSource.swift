package import TokenModel

/// Where the files ask for a module, and what they say about it. For readers: not compared, and no part of what is
/// fingerprinted.
package struct ModuleSource: Sendable, Equatable {
  /// The entry that asks for the module: in the token's own list, or in the set's.
  package var position: SourcePosition
  /// The name of the set that the entry is in; nil for an entry of the token's own list. Of a revoked module, the set that
  /// it came from.
  package var set: String?
  /// How the change under review brought the module about by way of ``set``; nil if it did not, or that is not known.
  package var setChange: SetChange?
  /// The groups of buyers in a re-filtered module's filters that the change under review changes, by name.
  package var changedGroups: [String]
  /// The last day of the grant, in UTC; nil for a grant without an end.
  package var until: CalendarDate?
  /// Why the token has the module.
  package var reason: VerbatimText?
  /// How the change under review moved the end; nil if it did not.
  package var endChange: EndChange?

  /// A change of a set, or of the use that a token makes of it.
  package enum SetChange: String, Sendable, CaseIterable {
    /// The set has other entries than before, and the token uses it as before.
    case contents
    /// The token uses the set, and did not before.
    case useAdded = "use_added"
    /// The token used the set, and no longer does.
    case useRemoved = "use_removed"
  }

  /// A place, with what is known beside it.
  package init(
    position: SourcePosition, set: String? = nil, setChange: SetChange? = nil, changedGroups: [String] = [],
    until: CalendarDate? = nil, reason: VerbatimText? = nil, endChange: EndChange? = nil
  ) {
    self.position = position
    (self.set, self.setChange, self.changedGroups) = (set, setChange, changedGroups)
    self.endChange = endChange
    self.until = until
    self.reason = reason
  }

  init(_ module: DesiredModule) {
    self.init(
      position: module.position, set: module.set?.name, until: module.until?.value, reason: module.reason?.value)
  }
}
