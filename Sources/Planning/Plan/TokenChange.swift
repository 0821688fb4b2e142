package import TokenModel

/// What an apply would change on one token, and what a reviewer should know about that token.
package struct TokenChange: Sendable, Equatable {
  package var id: TokenID
  /// The live name; nil where the platform did not answer it.
  package var name: VerbatimText?
  package var account: Account?
  package var status: Status?
  /// The platform's revision that the change was computed against.
  package var baseRevision: Int?
  /// Nil where the platform did not answer it.
  package var lastChange: LastChange?
  /// When the token was last used, as the platform writes times; null where it never was.
  package var lastAccessAt: Fetched<String?>
  /// Whether the files protect the token.
  package var isProtected: Bool
  /// Whether it is the token that tokenform itself calls with.
  package var isSelf: Bool
  /// Where the token stands in the files.
  package var position: SourcePosition

  /// From what is live to what the files ask.
  package var difference: TokenDifference

  package init(
    id: TokenID, name: VerbatimText? = nil, account: Account? = nil, status: Status? = nil, baseRevision: Int? = nil,
    lastChange: LastChange? = nil, lastAccessAt: Fetched<String?> = .omitted, isProtected: Bool = false,
    isSelf: Bool = false, position: SourcePosition, difference: TokenDifference
  ) {
    self.id = id
    self.name = name
    self.account = account
    self.status = status
    self.baseRevision = baseRevision
    self.lastChange = lastChange
    self.lastAccessAt = lastAccessAt
    self.isProtected = isProtected
    self.isSelf = isSelf
    self.position = position
    self.difference = difference
  }

  package var texts: [TextChange] {
    get { difference.texts }
    set { difference.texts = newValue }
  }

  package var modules: ModulesChange? {
    get { difference.modules }
    set { difference.modules = newValue }
  }

  package var extensions: ExtensionsChange? {
    get { difference.extensions }
    set { difference.extensions = newValue }
  }

  /// What the change does to the token's access.
  package var effect: Effect { difference.effect }

  /// Why the token differs; nil where nothing is known of the files as they were before.
  package var cause: Cause? { difference.cause }
}
