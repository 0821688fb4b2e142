package import TokenModel

/// The outcome of the update of one token, with what explains it.
package struct TokenResult: Sendable, Equatable {
  /// The token.
  package var id: TokenID
  /// How the update ended.
  package var outcome: Outcome
  /// How many PUTs were sent.
  package var attempts: Int
  /// An explanation for people; nil if the outcome needs none.
  package var message: String?
  /// The platform's trace id of the last response that had one.
  package var traceID: String?
  /// The difference from the requested values to those that the platform holds.
  package var mismatches: TokenDifference

  /// A result, without a message or mismatches unless given.
  package init(
    id: TokenID, outcome: Outcome, attempts: Int, message: String? = nil, traceID: String? = nil,
    mismatches: TokenDifference = TokenDifference()
  ) {
    self.id = id
    self.outcome = outcome
    self.attempts = attempts
    self.message = message
    self.traceID = traceID
    self.mismatches = mismatches
  }
}
