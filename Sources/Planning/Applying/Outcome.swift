/// How the update of one token ended.
package enum Outcome: String, Sendable, CaseIterable {
  /// Written, and the platform holds the requested values.
  case applied
  /// It held the requested values before anything was sent.
  case alreadyApplied = "already_applied"
  /// The platform accepted the write and stored other values.
  case notConverged = "not_converged"
  /// Known not to hold the requested values.
  case failed
  /// Nothing was sent.
  case notAttempted = "not_attempted"
  /// Something was sent, and its effect could not be determined.
  case unknown

  /// Whether the token holds the requested values.
  package var isDone: Bool { self == .applied || self == .alreadyApplied }
}
