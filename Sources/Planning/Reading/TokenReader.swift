package import TokenModel

/// What planning is given: it can read and has no way to write.
package protocol TokenReader: Sendable {
  /// Reads tokens, many with one call where the platform allows it, and hands them on as they come.
  ///
  /// Throws only what ends the whole run: a refused credential, or an interruption.
  /// - Parameters:
  ///   - count: How many tokens there are in all.
  ///   - queries: What to read of a stretch of them; asked when it is its turn.
  ///   - body: Takes a reading for each query of a stretch; called for several side by side.
  /// - Returns: What the body made of each stretch, in the order of the tokens.
  func batches<Part: Sendable>(
    of count: Int, queries: @escaping @Sendable (_ stretch: Range<Int>) -> [TokenQuery],
    body: @escaping @Sendable (_ stretch: Range<Int>, [TokenReading]) -> Part
  ) async throws(CallFailure) -> [Part]

  /// Reads one token by id, whole: what this answer leaves out, the platform does not tell.
  ///
  /// Throws only what ends the whole run.
  func token(_ id: TokenID) async throws(CallFailure) -> TokenReading

  /// Reads one token by id as ``token(_:)`` does, to find out what a write came to: a request that was sent is awaited
  /// even when the task is cancelled, and none is sent then.
  ///
  /// Throws only what ends the whole run.
  func tokenAfterWrite(_ id: TokenID) async throws(CallFailure) -> TokenReading

  /// Reads every token that the credential sees, sorted by id and without those that are deleted. What the list leaves out
  /// of these fields is read by id. Throws any failure.
  ///
  /// - Parameter accounts: Only tokens of these; empty means all.
  func allTokens(
    of accounts: Set<AccountID>, fields: Set<TokenField>
  ) async throws(CallFailure) -> [LiveToken]

  /// Reads the platform's catalogue of modules. Throws any failure.
  func modules() async throws(CallFailure) -> [CatalogueModule]

  /// Reads the default groups of accounts, with their modules. Throws any failure.
  ///
  /// - Parameter accounts: Empty means all that the credential sees.
  func defaultGroups(of accounts: Set<AccountID>) async throws(CallFailure) -> [DefaultGroup]
}

extension TokenReader {
  /// Reads tokens and keeps them all. Throws only what ends the whole run.
  package func tokens(
    _ queries: [TokenQuery], progress: @escaping @Sendable (_ tokensRead: Int) -> Void
  ) async throws(CallFailure) -> [TokenID: TokenReading] {
    let batches = try await batches(of: queries.count, queries: { Array(queries[$0]) }) { stretch, readings in
      progress(readings.count)
      return zip(queries[stretch], readings).map { ($0.id, $1) }
    }
    return Dictionary(batches.joined(), uniquingKeysWith: { first, _ in first })
  }
}

/// A token to read, and the fields that somebody will look at.
package struct TokenQuery: Sendable, Equatable {
  package let id: TokenID
  package let fields: Set<TokenField>

  package init(_ id: TokenID, fields: Set<TokenField>) {
    self.id = id
    self.fields = fields
  }
}

/// What reading one token came to. A failure is never an absence.
package enum TokenReading: Sendable, Equatable {
  case found(LiveToken)
  case missing
  case failed(CallFailure)

  package var token: LiveToken? {
    if case .found(let token) = self { token } else { nil }
  }
}
