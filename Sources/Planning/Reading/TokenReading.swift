package import TokenModel

/// The result of reading one token. A failure is never an absence.
package enum TokenReading: Sendable, Equatable {
  case found(LiveToken)
  case missing
  case failed(CallError)

  /// The token, if it was found.
  package var token: LiveToken? {
    if case .found(let token) = self { token } else { nil }
  }
}
