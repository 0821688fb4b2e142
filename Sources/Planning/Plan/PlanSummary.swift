/// The counts at the end of every output.
package struct PlanSummary: Sendable, Equatable {
  /// Tokens to update.
  package let update: Int
  /// Tokens that already hold what the files ask for.
  package let unchanged: Int
  /// Tokens that the platform does not have.
  package let missing: Int
  /// Modules that tokens gain.
  package let grants: Int
  /// Modules that tokens lose.
  package let revocations: Int
  /// Modules that tokens keep with different filters.
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
