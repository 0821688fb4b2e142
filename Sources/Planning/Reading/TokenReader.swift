package import TokenModel

/// Reads from the platform. Planning is given one; it has no way to write.
package protocol TokenReader: Sendable {
  /// Reads tokens in batches, many per call if the platform allows it, and passes each batch on as it arrives.
  ///
  /// Throws only what ends the whole run: a refused credential, or an interruption.
  /// - Parameters:
  ///   - count: How many tokens there are in all.
  ///   - queries: What to read of a range of tokens; called when its turn comes.
  ///   - body: Receives a reading per query of a range; called concurrently for several ranges.
  /// - Returns: The body's result for each range, in the order of the tokens.
  func batches<Part: Sendable>(
    of count: Int, queries: @escaping @Sendable (_ range: Range<Int>) -> [TokenQuery],
    body: @escaping @Sendable (_ range: Range<Int>, [TokenReading]) -> Part
  ) async throws(CallError) -> [Part]

  /// Reads one token by id, with all fields: the platform does not return what this answer leaves out.
  ///
  /// Throws only what ends the whole run.
  func token(_ id: TokenID) async throws(CallError) -> TokenReading

  /// Reads one token by id as ``token(_:)`` does, to find out the effect of a write: a request that was sent is awaited
  /// even when the task is cancelled, and none is sent then.
  ///
  /// Throws only what ends the whole run.
  func tokenAfterWrite(_ id: TokenID) async throws(CallError) -> TokenReading

  /// Reads every token that the credential sees, sorted by id and without those that are deleted. Of these
  /// fields, those that the list leaves out are read by id. Throws any failure.
  ///
  /// - Parameters:
  ///   - accounts: Only tokens of these; empty means all.
  ///   - kept: Called once for each token as its page arrives, concurrently for several pages. Only its results are kept.
  func allTokens<Kept: Sendable>(
    of accounts: Set<AccountID>, fields: Set<TokenField>, keeping kept: @escaping @Sendable (LiveToken) -> Kept
  ) async throws(CallError) -> [Kept]

  /// Reads the platform's catalogue of modules. Throws any failure.
  func modules() async throws(CallError) -> [CatalogueModule]

  /// Reads the default groups of accounts, with their modules. Throws any failure.
  ///
  /// - Parameter accounts: Empty means all that the credential sees.
  func defaultGroups(of accounts: Set<AccountID>) async throws(CallError) -> [DefaultGroup]
}

extension TokenReader {
  /// Reads every token that the credential sees, as ``allTokens(of:fields:keeping:)`` does, and keeps them whole.
  package func allTokens(
    of accounts: Set<AccountID>, fields: Set<TokenField>
  ) async throws(CallError) -> [LiveToken] {
    try await allTokens(of: accounts, fields: fields) { $0 }
  }

  /// Reads tokens and keeps them all. Throws only what ends the whole run.
  package func tokens(
    _ queries: [TokenQuery], progress: @escaping @Sendable (_ tokensRead: Int) -> Void
  ) async throws(CallError) -> [TokenID: TokenReading] {
    let batches = try await batches(of: queries.count, queries: { Array(queries[$0]) }) { range, readings in
      progress(readings.count)
      return zip(queries[range], readings).map { ($0.id, $1) }
    }
    return Dictionary(batches.joined(), uniquingKeysWith: { first, _ in first })
  }
}
