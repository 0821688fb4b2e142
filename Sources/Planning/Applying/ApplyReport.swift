/// What happened to each token of a plan.
package struct ApplyReport: Sendable, Equatable {
  /// One per token to update, sorted by id.
  package var results: [TokenResult]
  /// What ended the run before everything was tried; nil when everything was.
  package var ending: EarlyExit?

  /// A report of these results, one per token to update.
  package init(results: [TokenResult], ending: EarlyExit? = nil) {
    self.results = results
    self.ending = ending
  }

  /// How many tokens ended with an outcome.
  package func count(_ outcome: Outcome) -> Int {
    results.count { $0.outcome == outcome }
  }

  /// Whether every token now holds what the plan asks for.
  package var isConverged: Bool {
    results.allSatisfy(\.outcome.isDone)
  }
}
