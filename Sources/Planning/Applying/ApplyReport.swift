package import TokenModel

/// What happened to each token of a plan.
package struct ApplyReport: Sendable, Equatable {
  /// One for each token to update, sorted by id.
  package var results: [TokenResult]
  /// What ended the run before everything was tried; nil when everything was.
  package var ending: RunEnding?

  package init(results: [TokenResult], ending: RunEnding? = nil) {
    self.results = results
    self.ending = ending
  }

  package func count(_ outcome: Outcome) -> Int {
    results.count { $0.outcome == outcome }
  }

  /// Whether every token now holds what the plan asks.
  package var isConverged: Bool {
    results.allSatisfy(\.outcome.isDone)
  }
}

/// Why a run ended early.
package enum RunEnding: Sendable, Equatable {
  /// A signal.
  case interrupted
  /// The time that the run was given is over.
  case deadline
  /// The platform no longer accepts the credential.
  case unauthorized
  /// `--fail-fast`, after a failure.
  case failFast
  /// No connection comes about any more.
  case unreachable
  /// The platform asks to wait longer than a run waits.
  case mustWait
}

/// What became of one token.
package enum Outcome: String, Sendable, CaseIterable {
  case applied
  /// It held the values that were asked before anything was sent.
  case alreadyApplied = "already_applied"
  /// The platform accepted the write and stored something else.
  case notConverged = "not_converged"
  /// Known not to hold what was asked.
  case failed
  case notAttempted = "not_attempted"
  /// Something was sent, and what came of it could not be found out.
  case unknown

  /// Whether the token holds what was asked.
  package var isDone: Bool { self == .applied || self == .alreadyApplied }
}

package struct TokenResult: Sendable, Equatable {
  package var id: TokenID
  package var outcome: Outcome
  /// How many PUTs were sent.
  package var attempts: Int
  /// What a person should know about the outcome; nil where the outcome says it all.
  package var message: String?
  /// The platform's trace id of the last answer that had one.
  package var traceID: String?
  /// What sets what was asked apart from what the platform holds.
  package var mismatches: TokenDifference

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
