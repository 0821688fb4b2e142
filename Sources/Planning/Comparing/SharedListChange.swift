package import TokenModel

/// What a change of the files does to one set of modules or one group of buyers, and how many tokens that reaches.
///
/// Entries are as the files write them: no catalogue is asked, so a module may be a name here and an id there.
package struct SharedListChange: Sendable, Equatable {
  /// What kind of list it is.
  package enum Kind: String, Sendable, CaseIterable {
    case moduleSet = "module_set"
    case buyerGroup = "buyer_group"
  }

  /// What happened to the list.
  package enum Action: String, Sendable, CaseIterable {
    case added, changed, removed
  }

  /// What tells one list from all others.
  struct ListID: Hashable {
    let kind: Kind
    let name: String
  }

  var id: ListID { ListID(kind: kind, name: name) }

  /// A set or a group.
  package var kind: Kind
  /// The name by which tokens use the list.
  package var name: String
  /// Whether the list is new, has other entries, or is gone.
  package var action: Action
  /// Entries that the list has now and had not, in its order: modules by name or id, or buyers.
  package var added: [VerbatimText]
  /// Entries that the list no longer has, in its old order.
  package var removed: [VerbatimText]
  /// Modules that the list has as before, with other filters.
  package var refiltered: [VerbatimText]
  /// How many tokens use the list; for a list that is gone, how many used it.
  package var tokenCount: Int
  /// Where the list is defined; for a list that is gone, where it was.
  package var position: SourcePosition

  /// A change of one list.
  package init(
    _ kind: Kind, _ name: String, _ action: Action, added: [VerbatimText] = [], removed: [VerbatimText] = [],
    refiltered: [VerbatimText] = [], tokenCount: Int, at position: SourcePosition
  ) {
    self.kind = kind
    self.name = name
    self.action = action
    self.added = added
    self.removed = removed
    self.refiltered = refiltered
    self.tokenCount = tokenCount
    self.position = position
  }
}
