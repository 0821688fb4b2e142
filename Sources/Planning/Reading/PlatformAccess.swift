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

/// What applying is given beside a reader.
package protocol TokenWriter: Sendable {
  /// Sends one PUT, once, and returns the token as the platform answered it.
  ///
  /// A call that was sent is awaited even when the task is cancelled. Throws any failure.
  ///
  /// - Parameter attempt: How many times the delta has been sent in this run, this time included.
  func update(_ delta: TokenDelta, attempt: Int) async throws(CallFailure) -> UpdateAnswer
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

/// The answer to a PUT.
package struct UpdateAnswer: Sendable {
  package let token: LiveToken
  package let traceID: String?

  package init(token: LiveToken, traceID: String? = nil) {
    self.token = token
    self.traceID = traceID
  }
}

/// A call to the platform that did not answer what was asked.
package struct CallFailure: Error, Sendable, Hashable {
  package enum Kind: Sendable {
    /// 401: every further call would end the same.
    case unauthorized
    /// A signal, or the end of the time that the run was given.
    case interrupted
    /// The platform understood and said no; trying again would not help.
    case refused
    /// Nothing was carried out, and trying again may help.
    case notCarriedOut
    /// The call may or may not have been carried out, and trying again may help.
    case ambiguous
  }

  package var kind: Kind
  /// The call, such as `PUT https://…/api-tokens/TKN-1671-0642`.
  package var call: String
  /// What went wrong, in one sentence without a full stop and without a secret.
  package var message: String
  package var status: Int?
  package var traceID: String?
  /// How long the platform asked to wait.
  package var retryAfter: Duration?

  package init(
    _ kind: Kind, call: String, message: String, status: Int? = nil, traceID: String? = nil,
    retryAfter: Duration? = nil
  ) {
    self.kind = kind
    self.call = call
    self.message = message
    self.status = status
    self.traceID = traceID
    self.retryAfter = retryAfter
  }

  /// Whether nothing else in this run can succeed.
  package var endsTheRun: Bool { kind == .unauthorized || kind == .interrupted }

  /// The call, where there was one, and what went wrong with it.
  var statement: String { call.isEmpty ? message : "\(call): \(message)" }

  /// The statement with the trace id.
  package var sentence: String {
    statement + (traceID.map { " (trace id \($0))" } ?? "")
  }
}
