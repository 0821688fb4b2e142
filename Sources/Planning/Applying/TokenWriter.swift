package import TokenModel

/// Writes to the platform. Only applying is given one; planning has no way to write.
package protocol TokenWriter: Sendable {
  /// Sends one PUT, once, and returns the token as the platform returned it.
  ///
  /// A call that was sent is awaited even if the task is cancelled. Throws any failure.
  ///
  /// - Parameter attempt: How many times the delta has been sent in this run, this time included.
  func update(_ delta: TokenDelta, attempt: Int) async throws(CallError) -> UpdateResponse
}

/// The response to a PUT.
package struct UpdateResponse: Sendable {
  /// The token as the response shows it; fields may be missing.
  package let token: LiveToken
  /// The platform's trace id, for support.
  package let traceID: String?

  /// A response with this token.
  package init(token: LiveToken, traceID: String? = nil) {
    self.token = token
    self.traceID = traceID
  }
}
