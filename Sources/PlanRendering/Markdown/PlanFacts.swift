import Planning
import TokenModel

/// What is counted over the whole plan, once.
struct PlanFacts {
  let summary: PlanSummary
  let fingerprint: String?
  /// The fingerprint of what a run did not get done.
  let left: String?
  let title: String
  /// Tokens that gain access, that lose some, and both.
  let widening: Int
  let narrowing: Int
  /// Tokens that somebody changed outside of the files.
  let drifted: Int
  /// Whether anything is known of the files as they were before.
  let knowsCauses: Bool

  init(_ subject: RenderedSubject) {
    let plan = subject.plan
    summary = plan.summary
    fingerprint = plan.fingerprint
    left = subject.report.flatMap { $0.isConverged ? nil : plan.left(after: $0).fingerprint }
    let effects = plan.changes.map(\.effect)
    widening = effects.count { $0 == .widens || $0 == .mixed }
    narrowing = effects.count { $0 == .narrows || $0 == .mixed }
    let causes = plan.changes.map(\.cause)
    knowsCauses = causes.contains { $0 != nil }
    drifted = causes.count { $0?.includesDrift == true }
    title =
      if let report = subject.report {
        "\(report.count(.applied) + report.count(.alreadyApplied)) of \(counted(report.results.count, "token")) updated"
      } else if plan.changes.isEmpty {
        plan.isApplicable ? "no changes" : "no plan"
      } else {
        "\(counted(plan.changes.count, "token")) to update"
      }
  }
}
