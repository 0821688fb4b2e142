import PlanDocument
import Planning
import TokenModel

extension ReportFigures {
  /// The results, those first that need attention.
  var byUrgency: [TokenResult] {
    Outcome.byUrgency.flatMap { outcome in report.results.filter { $0.outcome == outcome } }
  }

  /// How many tokens have each outcome: `Applied: 3. Failed: 1.`
  var outcomeCounts: String {
    Outcome.allCases.map { ($0, report.count($0)) }.filter { $0.0 == .applied || $0.1 > 0 }
      .map { "\($0.title): \($1)." }.joined(separator: " ")
  }

  /// What was written, what else is known, and beside it what the plan asked for, each under its name.
  func accessByOutcome(planned: AccessTally) -> [(name: String, access: AccessTally)] {
    let notWritten = [Outcome.failed, .notConverged, .notAttempted].reduce(into: AccessTally()) { $0 += self[$1] }
    let parts = [
      ("Already set:", self[.alreadyApplied]), ("Not written:", notWritten), ("Not known:", self[.unknown]),
    ]
    return [("Written:", written)] + parts.filter { !$0.1.isEmpty } + [("Planned:", planned)]
  }
}

extension TokenResult {
  /// How often the update was tried, if that was more than once.
  var attemptsWorthSaying: String? {
    attempts > 1 ? "\(attempts) attempts" : nil
  }
}

extension EarlyExit {
  static let advice =
    "Plan again to see the remaining changes, then apply again: tokens that are already up to date are skipped."

  func explanation(_ options: OptionNames) -> String {
    switch self {
    case .interrupted: "The run was interrupted: no update was started after the signal."
    case .deadline: "The deadline (\(options[.deadline])) passed: no new updates were started."
    case .unauthorized: "The run ended early: the platform does not accept the credential (401)."
    case .failFast: "The run ended at the first failure (\(options[.failFast]))."
    case .unreachable: "The run ended because the platform could no longer be reached."
    case .mustWait: "The run ended because the platform requested a longer wait than a run accepts."
    }
  }
}
