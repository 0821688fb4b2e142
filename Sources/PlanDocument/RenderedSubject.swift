package import Planning
package import TokenModel

/// What there is to print.
package enum RenderedSubject: Sendable {
  /// What an apply would do.
  case plan(Plan)
  /// What this apply is about to do, or refuses to do.
  case planToApply(Plan)
  /// What an apply would send, and does not.
  case dryRun(Plan, requests: [RequestPreview])
  /// The outcome of a plan. Text formats print the outcome alone: the plan was shown before the writes.
  case report(ApplyReport, of: Plan)

  /// The plan, in every case.
  package var plan: Plan {
    switch self {
    case .plan(let plan), .planToApply(let plan), .dryRun(let plan, requests: _), .report(_, of: let plan): plan
    }
  }

  /// The report of an apply that wrote, or nil.
  package var report: ApplyReport? {
    if case .report(let report, of: _) = self { report } else { nil }
  }

  /// The report of an apply, which is empty if there was nothing to update. Nil if nothing was applied.
  package var results: ApplyReport? {
    if case .planToApply(let plan) = self, plan.isApplicable, plan.changes.isEmpty { return ApplyReport(results: []) }
    return report
  }

  /// Whether a refusal of a guard is final: it ends an apply, and is a warning to a plan.
  package var isFinal: Bool {
    if case .plan = self { false } else { true }
  }

  /// How severe a guard's refusal is for this run.
  package func severity(of refusal: Diagnostic) -> Diagnostic.Severity {
    isFinal || refusal.code.kind == .check ? .error : .warning
  }
}
