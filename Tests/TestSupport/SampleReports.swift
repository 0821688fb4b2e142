import Planning
import TokenModel

extension SampleReport {
  package static let all = [allApplied, failureHalfWay, notConverged, interrupted, extensions]

  private static let plan = SamplePlan.severalTokens.plan

  package static let allApplied = SampleReport(
    "all-applied", plan,
    ApplyReport(results: [
      .sample("TKN-1671-0642", .applied, attempts: 1), .sample("TKN-2222-0001", .alreadyApplied, attempts: 0),
      .sample("TKN-2222-0002", .applied, attempts: 1), .sample("TKN-2222-0003", .applied, attempts: 3),
    ]))

  package static let failureHalfWay = SampleReport(
    "failure-half-way", plan,
    ApplyReport(
      results: [
        .sample("TKN-1671-0642", .applied, attempts: 1),
        .sample(
          "TKN-2222-0001", .failed, attempts: 1,
          message: "the platform returned 400 Bad Request: modules: the module MOD-9042 is not for this account",
          trace: "00-5f2c9a4b7d1e4c0f8a6b3d2e1f0a9b8c-7d6e5f4a3b2c1d0e-01"),
        .sample(
          "TKN-2222-0002", .unknown, attempts: 4, message: "no answer came within 30 seconds, and it could not be read"),
        .sample("TKN-2222-0003", .notAttempted, attempts: 0),
      ], ending: .failFast))

  package static let notConverged = SampleReport(
    "not-converged", plan,
    ApplyReport(results: [
      .sample(
        "TKN-1671-0642", .notConverged, attempts: 1,
        message: "the platform stored values other than those requested",
        mismatches: TokenDifference(
          modules: ModulesChange(
            before: [.billing, .commerce, .sample("MOD-3333", "Subscriptions", buyers: [2, 3])],
            after: [.accessManagement, .commerce, .sample("MOD-3333", "Subscriptions", buyers: [2])],
            position: .inFile(line: 6)))),
      .sample("TKN-2222-0001", .applied, attempts: 1),
      .sample(
        "TKN-2222-0002", .notConverged, attempts: 1,
        message: "the platform stored values other than those requested",
        mismatches: TokenDifference(texts: [
          .sample(.name, "Shop front", "Shop  front"), .sample(.description, "One.\nTwo.\n", "One.\nTwo"),
          .sample(.icon, nil, "/v1/icons/default.png"),
        ])),
      .sample(
        "TKN-2222-0003", .applied, attempts: 1,
        message: "its revision grew by 2: another client wrote at the same time"),
    ]))

  package static let interrupted = SampleReport(
    "interrupted", plan,
    ApplyReport(
      results: [
        .sample("TKN-1671-0642", .applied, attempts: 1), .sample("TKN-2222-0001", .notAttempted, attempts: 0),
        .sample("TKN-2222-0002", .notAttempted, attempts: 0), .sample("TKN-2222-0003", .notAttempted, attempts: 0),
      ], ending: .interrupted))
}

extension TokenResult {
  fileprivate static func sample(
    _ id: String, _ outcome: Outcome, attempts: Int, message: String? = nil, trace: String? = nil,
    mismatches: TokenDifference = TokenDifference()
  ) -> TokenResult {
    TokenResult(
      id: TokenID(id), outcome: outcome, attempts: attempts, message: message, traceID: trace, mismatches: mismatches)
  }
}
