package import Planning

/// The counts of a plan and of its outcome, computed once. Every format shows the same ones.
package struct PlanFigures: Sendable {
  /// Tokens to update.
  package let update: Tally
  /// Changes of access that the plan asks for.
  package let planned: AccessTally
  /// What is shown and not written; nil if nothing is left out.
  package let leftOut: LeftOutFigures?
  /// The causes to count, in the order of a review: all if the files before the change under review are known, and
  /// otherwise only ended grants, if there are any.
  package let causes: [Cause]
  /// Tokens to update whose change reverts drift.
  package let drifted: Int
  /// What the report of an apply adds; nil if nothing was tried.
  package let report: ReportFigures?
  /// The fingerprint of the plan; nil if it has none.
  package let fingerprint: String?
  /// The fingerprint of the part that a run did not apply; nil if it applied all of it.
  package let fingerprintLeft: String?

  /// Counts a plan and, if it was applied, its report.
  package init(_ subject: RenderedSubject) {
    let plan = subject.plan
    var update = Tally()
    var planned = AccessTally()
    // By index, so that no change is copied to be counted.
    var drifted = 0
    for index in plan.changes.indices {
      if plan.changes[index].difference.revertsDrift { drifted += 1 }
      update.add(plan.changes[index].difference.allCauses)
      planned.add(plan.changes[index].difference)
    }
    (self.update, self.planned, self.drifted) = (update, planned, drifted)
    let hasEnded = update[.ended] + planned.revocations[.ended] > 0
    causes = update.hasCauses(besides: .ended) ? Cause.inOrderOfReview : hasEnded ? [.ended] : []
    leftOut = LeftOutFigures(plan)
    report = subject.report.map { ReportFigures($0, of: plan.changes) }
    fingerprint = plan.fingerprint
    fingerprintLeft = subject.report.flatMap { $0.isConverged ? nil : plan.remaining(after: $0).fingerprint }
  }

  /// Whether any cause is known.
  package var knowsCauses: Bool { !causes.isEmpty }
}
