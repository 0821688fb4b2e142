import MarketplaceSandbox

/// What one run that met a fault came to.
struct Verdict: Sendable {
  var exitCode: Int32
  /// How many tokens ended in which way; of a plan, whether it was whole.
  var reported: [String: Int] = [:]
  /// What in the report is not so on the platform, or was not said.
  var contradictions: [String] = []
  var hasConverged = false
}

/// One run of `tokenform` on a platform that fails.
struct FaultRun: Sendable {
  static let account = SampleAccount(tokens: 40, changed: 10)

  let command: FaultRow.Command
  let sandboxOptions: [String]
  let arguments: [String]

  func verdict() async throws -> Verdict {
    let scene = try Scene(Self.account, options: sandboxOptions)
    let arguments = ["--retries", "2"] + arguments
    // Another write after the answer is nothing that the run can see.
    let seesOtherWriters = !sandboxOptions.contains { $0.hasPrefix("concurrent-writer-after") }
    var verdict =
      switch command {
      case .plan: try await scene.plan(arguments)
      case .apply: try await scene.apply(["--auto-approve"] + arguments, seesOtherWriters: seesOtherWriters)
      case .applyOfStalePlan: try await scene.applyStalePlan(arguments)
      }
    try scene.recover()
    verdict.hasConverged = try await command == .plan ? scene.plansTheSame() : scene.converges()
    return verdict
  }
}

extension Scene {
  /// Plans, and judges what is said.
  func plan(_ arguments: [String]) async throws -> Verdict {
    let run = try await self.run(["plan", "--format", "json"] + arguments)
    var verdict = Verdict(exitCode: run.code)
    let document = try Document(run.output)
    if run.code == 0 {
      verdict.reported["whole"] = 1
      if !document.complete || document.resourceChanges.map(\.address) != account.changed.map(\.id) {
        verdict.contradictions.append("the plan is not that of the account")
      }
    } else {
      verdict.reported["error"] = 1
      if run.code != 1 || document.errorCodes.isEmpty { verdict.contradictions.append("no error is named") }
    }
    if try writes > 0 || !truth().holdsFormer(account) {
      verdict.contradictions.append("a plan wrote")
    }
    return verdict
  }

  /// Whether another plan is that of the account.
  func plansTheSame() async throws -> Bool {
    let run = try await self.run("plan", "--format", "json", "--detailed-exitcode")
    return try run.code == 2 && Document(run.output).resourceChanges.map(\.address) == account.changed.map(\.id)
  }

  /// Applies, and judges what is said.
  /// - Parameter seesOtherWriters: Whether the run is to say what others wrote.
  func apply(_ arguments: [String], seesOtherWriters: Bool = true) async throws -> Verdict {
    let run = try await self.run(["apply", "--format", "json"] + arguments)
    var verdict = Verdict(exitCode: run.code)
    let document = try Document(run.output)
    let truth = try truth()
    if document.results == nil {
      verdict.reported["nothing written"] = 1
      if writes > 0 { verdict.contradictions.append("no outcomes are listed after a PUT") }
      if run.code == 0 || document.errorCodes.isEmpty { verdict.contradictions.append("no error is named") }
    }
    for result in document.results ?? [] { verdict.reported[result.outcome, default: 0] += 1 }
    verdict.contradictions += document.contradictions(to: truth, of: account, exitCode: run.code)
    for result in document.results ?? [] where truth.writes(of: result.address) > result.attempts {
      verdict.reported["with another writer", default: 0] += 1
      if seesOtherWriters, result.message?.contains("another client wrote") != true {
        verdict.contradictions.append("nothing is said of who else wrote \(result.address)")
      }
    }
    return verdict
  }

  /// Saves a plan, writes with another client, and applies the plan.
  func applyStalePlan(_ arguments: [String]) async throws -> Verdict {
    let plan = try await run("plan", "--out", "saved.plan")
    guard plan.code == 0, let victim = account.changed.first else { return Verdict(exitCode: plan.code) }
    let body = #"{"name": "Taken", "description": "Taken.", "modules": [{"id": "MOD-0002"}]}"#
    let answer = sandbox.answer(
      to: Request(
        "PUT", "/public/v1/accounts/api-tokens/\(victim.id)",
        headers: ["authorization": "Bearer \(SampleAccount.credential)", "content-type": "application/json"],
        body: Array(body.utf8)))
    var verdict = try await apply(["saved.plan"] + arguments)
    if answer.status != 200 { verdict.contradictions.append("the other writer was refused") }
    if verdict.exitCode != 3 { verdict.contradictions.append("a stale plan was not refused") }
    return verdict
  }
}

extension Document {
  /// What this report of an apply says otherwise than the platform holds it.
  func contradictions(to truth: PlatformTruth, of account: SampleAccount, exitCode: Int32) -> [String] {
    guard let results else { return [] }
    var contradictions: [String] = []
    let standings = Dictionary(uniqueKeysWithValues: account.changed.map { ($0.id, truth.standing(of: $0)) })
    if results.map(\.address) != account.changed.map(\.id) { contradictions.append("not every token is listed") }
    for result in results {
      if let standing = standings[result.address], !standing.allows(result.outcome) {
        contradictions.append("\(result.address) is \(result.outcome), and holds \(standing)")
      }
    }
    let isConverged = results.allSatisfy { $0.outcome == "applied" || $0.outcome == "already_applied" }
    if isConverged != (exitCode == 0), exitCode != 130 { contradictions.append("exit code \(exitCode)") }
    return contradictions
  }
}

extension PlatformTruth.Standing {
  /// Whether a token in this state may be reported with this outcome.
  func allows(_ outcome: String) -> Bool {
    switch outcome {
    case "applied", "already_applied": self == .desired || self == .renamedByOthers
    case "failed", "not_attempted": self == .former
    case "not_converged": self == .former || self == .neither
    case "unknown": self != .neither
    default: false
    }
  }
}
