package import TokenModel

/// What the files say about one live token, and how far the token holds it.
package struct TokenDeclaration: Sendable, Equatable {
  /// How the token or one of its modules relates to the files.
  package enum State: String, Sendable, CaseIterable {
    /// It is as the files declare it.
    case asDeclared = "as-declared"
    /// The files declare it otherwise.
    case differs
    /// The files say nothing about it.
    case unmanaged
  }

  /// Where the files name the token; nil if they do not.
  package var position: SourcePosition?
  /// The managed fields that the token holds otherwise, in their order.
  package var differing: [TokenField]
  /// Whether the files manage the token's modules.
  package var managesModules: Bool
  /// For each live module, in their order, the entry that declares it; nil for one that no entry declares.
  package var entries: [DesiredModule?]

  /// What the files say about a token; nothing without arguments.
  package init(
    position: SourcePosition? = nil, differing: [TokenField] = [], managesModules: Bool = false,
    entries: [DesiredModule?] = []
  ) {
    self.position = position
    self.differing = differing
    self.managesModules = managesModules
    self.entries = entries
  }

  /// The state of the token. Modules decide about access, so a token with modules that no file manages is unmanaged.
  package var state: State {
    let isManaged = managesModules || position != nil && entries.isEmpty
    return !isManaged ? .unmanaged : differing.isEmpty ? .asDeclared : .differs
  }
}
