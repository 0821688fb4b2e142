package import Planning

/// What a plan shows and does not write.
package struct LeftOutFigures: Sendable {
  /// Whether it is drift, or everything but ended grants.
  package let isDrift: Bool
  /// Tokens of which something is left out.
  package let tokens: Int
  /// Tokens of which nothing is written. They count neither as updates nor as unchanged.
  package let onlyLeftOut: Int
  /// The changes of access that are left out.
  package let access: AccessTally

  /// Nil if the plan leaves out nothing.
  package init?(_ plan: Plan) {
    guard !plan.leftOut.isEmpty else { return nil }
    let written = Set(plan.changes.map(\.id))
    isDrift = plan.narrowing?.isEndedOnly != true
    tokens = plan.leftOut.count
    onlyLeftOut = plan.leftOut.count { !written.contains($0.id) }
    access = plan.leftOut.reduce(into: AccessTally()) { $0.add($1.difference) }
  }
}
