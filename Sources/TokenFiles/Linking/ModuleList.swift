import TokenModel

/// A list of modules as a file has it, with references to sets and groups that any file of the run may define.
struct ModuleList: Sendable {
  /// The entries that name modules. Their filters hold only the buyers that are given by id.
  var modules: [DesiredModule] = []
  var sets: [SetReference] = []
  var groups: [GroupReference] = []

  /// Whether nothing is to be linked, and no entry has an end.
  var isFinal: Bool { sets.isEmpty && groups.isEmpty && !modules.contains { $0.until != nil } }
}

/// A reference to a set in a token's list.
struct SetReference: Sendable {
  /// How many entries of ``ModuleList/modules`` precede it.
  var index: Int
  var name: String
  /// Where the set's name is.
  var position: SourcePosition
  /// Of all entries that come from the set, with the set itself.
  var terms: GrantTerms
}

/// A reference to a group in the filters of an entry.
struct GroupReference: Sendable {
  /// The index of the entry in ``ModuleList/modules``.
  var index: Int
  var name: String
  var position: SourcePosition
}

/// A token's list that is not final when its file is read.
struct UnlinkedModules: Sendable {
  /// The index of the token.
  var token: Int
  /// Where the key `modules` is.
  var position: SourcePosition
  var list: ModuleList
}
