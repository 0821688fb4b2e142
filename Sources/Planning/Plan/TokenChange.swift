package import TokenModel

/// What an apply would change on one token, and what a reviewer should know about that token.
package struct TokenChange: Sendable, Equatable {
  /// The token.
  package var id: TokenID
  /// The live name; nil if the platform did not answer it.
  package var name: VerbatimText?
  /// Nil if the platform did not return it.
  package var account: Account?
  /// Nil if the platform did not return it.
  package var status: Status?
  /// The platform's revision that the change was computed against.
  package var baseRevision: Int?
  /// Nil if the platform did not answer it.
  package var lastChange: LastChange?
  /// When the token was last used, as the platform writes times; null if it never was.
  package var lastAccessAt: Fetched<String?>
  /// Whether the files protect the token.
  package var isProtected: Bool
  /// Whether it is the token that tokenform itself calls with.
  package var isSelf: Bool
  /// Where the files declare the token.
  package var position: SourcePosition

  /// From what is live to what the files ask.
  package var difference: TokenDifference

  /// A change with what is known of the token.
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

  /// The texts that change, in the order of the fields.
  package var texts: [TextChange] {
    get { difference.texts }
    set { difference.texts = newValue }
  }

  /// Nil if the modules do not change.
  package var modules: ModulesChange? {
    get { difference.modules }
    set { difference.modules = newValue }
  }

  /// Nil if the extensions do not change.
  package var extensions: ExtensionsChange? {
    get { difference.extensions }
    set { difference.extensions = newValue }
  }

  /// What the change does to the token's access.
  package var effect: Effect { difference.effect }

  /// Why the token differs; nil if nothing is known of the files as they were before.
  package var cause: Cause? { difference.cause }
}
