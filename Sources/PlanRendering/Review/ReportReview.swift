import Planning
import TokenModel

/// What an apply's report says of each token and each module: what came through, and what did not.
struct ReportReview {
  let report: ApplyReport
  /// The results, those first that need attention.
  let byUrgency: [TokenResult]
  /// What each outcome comes to in modules. Of a token whose access was stored in part, the parts count for themselves.
  private var access: [Outcome: AccessTally] = [:]
  private let places: [TokenID: Int]

  init(_ report: ApplyReport, of changes: [TokenChange]) {
    self.report = report
    byUrgency = Outcome.byUrgency.flatMap { outcome in report.results.filter { $0.outcome == outcome } }
    places = Dictionary(
      report.results.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in changes.indices {
      let outcomes = outcomes(of: changes[index])
      if let extensions = changes[index].extensions {
        access[outcomes.extensions, default: AccessTally()].add(extensions)
      }
      guard let modules = changes[index].modules else { continue }
      for outcome in outcomes.all {
        access[outcome, default: AccessTally()].add(modules) { outcomes[$0] == outcome }
      }
    }
  }

  /// What this run wrote.
  var written: AccessTally { self[.applied] }

  subscript(outcome: Outcome) -> AccessTally { access[outcome] ?? AccessTally() }

  func result(of id: TokenID) -> TokenResult? { places[id].map { report.results[$0] } }

  /// A token without a result was not attempted.
  func outcome(of id: TokenID) -> Outcome { result(of: id)?.outcome ?? .notAttempted }

  func outcomes(of change: TokenChange) -> ModuleOutcomes { ModuleOutcomes(change, result(of: change.id)) }

  /// How many tokens ended how: `Applied: 3. Failed: 1.`
  var outcomeCounts: String {
    Outcome.allCases.map { ($0, report.count($0)) }.filter { $0.0 == .applied || $0.1 > 0 }
      .map { "\($0.title): \($1)." }.joined(separator: " ")
  }

  /// What came through, what else is known, and beside it what the plan asked for, each under its name.
  func accessByOutcome(planned: AccessTally) -> [(name: String, access: AccessTally)] {
    let notWritten = [Outcome.failed, .notConverged, .notAttempted].reduce(into: AccessTally()) { $0 += self[$1] }
    let parts = [
      ("Already held:", self[.alreadyApplied]), ("Not written:", notWritten), ("Not known:", self[.unknown]),
    ]
    return [("Written:", written)] + parts.filter { !$0.1.isEmpty } + [("Planned:", planned)]
  }
}

extension TokenResult {
  /// How often the update was tried, where that was more than once and the message does not say it.
  var attemptsWorthSaying: String? {
    let words = "\(attempts) attempts"
    return attempts > 1 && message?.contains(words) != true ? words : nil
  }
}

extension RunEnding {
  static let advice = "Plan again to see what is left, then apply again: nothing is written twice."

  var explanation: String {
    switch self {
    case .interrupted: "The run was interrupted: after the signal no update was started."
    case .deadline: "The time that --deadline allows is over: no further update was started."
    case .unauthorized: "The run ended early: the platform does not accept the credential (401)."
    case .failFast: "The run ended at the first failure, as --fail-fast says."
    case .unreachable: "The run ended because the platform could not be reached any more."
    case .mustWait: "The run ended because the platform asks to wait longer than a run waits."
    }
  }
}

/// How each part of one token's change of access ended.
struct ModuleOutcomes {
  let token: Outcome
  /// How the change of the token's extensions ended.
  let extensions: Outcome
  /// Where the platform stored something else: the filters of each module that it stored.
  private var stored: [ModuleID: ModuleFilters]?
  private var asked: [ModuleID: ModuleFilters] = [:]

  init(_ change: TokenChange, _ result: TokenResult?) {
    token = result?.outcome ?? .notAttempted
    extensions = token == .notConverged && result?.mismatches.extensions == nil ? .applied : token
    guard token == .notConverged else { return }
    // Where only a text was stored otherwise, the modules are as they were asked.
    let held = result?.mismatches.modules?.after ?? change.modules?.after ?? []
    stored = Dictionary(held.map { ($0.id, $0.filters) }) { first, _ in first }
    asked = Dictionary((change.modules?.after ?? []).map { ($0.id, $0.filters) }) { first, _ in first }
  }

  subscript(module: ModuleID) -> Outcome {
    guard let stored else { return token }
    return stored[module] == asked[module] ? .applied : .notConverged
  }

  /// The outcomes that a module of the token can have.
  var all: [Outcome] { stored == nil ? [token] : [.applied, .notConverged] }
}
