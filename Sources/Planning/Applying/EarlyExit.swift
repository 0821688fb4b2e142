/// Why a run ended early.
package enum EarlyExit: Sendable, Equatable {
  /// A signal.
  case interrupted
  /// The deadline has passed.
  case deadline
  /// The platform no longer accepts the credential.
  case unauthorized
  /// `--fail-fast`, after a failure.
  case failFast
  /// Connections to the platform fail.
  case unreachable
  /// The platform requests a longer wait than a run accepts.
  case mustWait
}
