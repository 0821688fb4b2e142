package import TokenModel

/// What applying is given beside a reader.
package protocol TokenWriter: Sendable {
  /// Sends one PUT, once, and returns the token as the platform answered it.
  ///
  /// A call that was sent is awaited even when the task is cancelled. Throws any failure.
  ///
  /// - Parameter attempt: How many times the delta has been sent in this run, this time included.
  func update(_ delta: TokenDelta, attempt: Int) async throws(CallFailure) -> UpdateAnswer
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
