/// The counts that stand at the end of every output.
package struct PlanSummary: Sendable, Equatable {
  package let update: Int
  package let unchanged: Int
  package let missing: Int
  package let grants: Int
  package let revocations: Int
  package let refiltered: Int

  init(_ plan: Plan) {
    update = plan.changes.count
    unchanged = plan.unchanged
    missing = plan.missing.count
    // By index, so that no change is copied to be counted.
    grants = plan.changes.indices.reduce(0) { $0 + (plan.changes[$1].modules?.granted.count ?? 0) }
    revocations = plan.changes.indices.reduce(0) { $0 + (plan.changes[$1].modules?.revoked.count ?? 0) }
    refiltered = plan.changes.indices.reduce(0) { $0 + (plan.changes[$1].modules?.refiltered.count ?? 0) }
  }
}
