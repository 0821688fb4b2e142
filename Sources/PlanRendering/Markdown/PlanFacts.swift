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
  /// Whether anything is known of the files as they were before.
  let knowsCauses: Bool

  init(_ subject: RenderedSubject) {
    let plan = subject.plan
    summary = plan.summary
    fingerprint = plan.fingerprint
    left = subject.report.flatMap { $0.isConverged ? nil : plan.left(after: $0).fingerprint }
    // By their places, since a loop over the changes themselves copies each.
    let effects = plan.changes.indices.map { plan.changes[$0].effect }
    widening = effects.count { $0 == .widens || $0 == .mixed }
    narrowing = effects.count { $0 == .narrows || $0 == .mixed }
    knowsCauses = plan.changes.indices.contains { plan.changes[$0].cause != nil }
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
