package import TokenModel

/// A token to read, and the fields that are needed.
package struct TokenQuery: Sendable, Equatable {
  /// The token.
  package let id: TokenID
  /// The fields that the answer has to contain.
  package let fields: Set<TokenField>

  /// A query for these fields of a token.
  package init(_ id: TokenID, fields: Set<TokenField>) {
    self.id = id
    self.fields = fields
  }
}
