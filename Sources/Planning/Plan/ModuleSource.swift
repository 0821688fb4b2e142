package import TokenModel

/// Where the files ask for a module, and what they say about it. For readers: not compared, and no part of what is
/// fingerprinted.
package struct ModuleSource: Sendable, Equatable {
  /// The entry that asks for the module: in the token's own list, or in the set's.
  package var position: SourcePosition
  /// The name of the set that the entry is in; nil for an entry of the token's own list.
  package var set: String?
  /// The last day of the grant, in UTC; nil for a grant without an end.
  package var until: CalendarDate?
  /// Why the token has the module.
  package var reason: VerbatimText?

  /// A place, with what is known beside it.
  package init(
    position: SourcePosition, set: String? = nil, until: CalendarDate? = nil, reason: VerbatimText? = nil
  ) {
    self.position = position
    self.set = set
    self.until = until
    self.reason = reason
  }

  init(_ module: DesiredModule) {
    self.init(
      position: module.position, set: module.set?.name, until: module.until?.value, reason: module.reason?.value)
  }
}
