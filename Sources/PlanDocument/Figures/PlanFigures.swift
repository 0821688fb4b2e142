package import Planning

/// The counts of a plan and of its outcome, computed once. Every format shows the same ones.
package struct PlanFigures: Sendable {
  /// Tokens to update.
  package let update: Tally
  /// Changes of access that the plan asks for.
  package let planned: AccessTally
  /// Drift that is shown and not written; nil if none is left out.
  package let leftOut: DriftLeftOut?
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
    for index in plan.changes.indices {
      update.add(plan.changes[index].cause)
      planned.add(plan.changes[index].difference)
    }
    (self.update, self.planned) = (update, planned)
    leftOut = DriftLeftOut(plan)
    report = subject.report.map { ReportFigures($0, of: plan.changes) }
    fingerprint = plan.fingerprint
    fingerprintLeft = subject.report.flatMap { $0.isConverged ? nil : plan.remaining(after: $0).fingerprint }
  }

  /// Whether the files before the change under review are known.
  package var knowsCauses: Bool { update.hasCauses }
}

/// Drift that is shown and not written.
package struct DriftLeftOut: Sendable {
  /// Tokens with drift.
  package let tokens: Int
  /// Tokens with drift and no change to write. They count neither as updates nor as unchanged.
  package let onlyDrifted: Int
  /// The changes of access that would revert the drift.
  package let access: AccessTally

  /// Nil if the plan leaves out no drift.
  package init?(_ plan: Plan) {
    guard !plan.drift.isEmpty else { return nil }
    let written = Set(plan.changes.map(\.id))
    tokens = plan.drift.count
    onlyDrifted = plan.drift.count { !written.contains($0.id) }
    access = plan.drift.reduce(into: AccessTally()) { $0.add($1.difference) }
  }
}
