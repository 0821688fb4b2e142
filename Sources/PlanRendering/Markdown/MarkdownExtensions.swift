import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// Whose extensions change: one row for each token.
  func extensions(in review: PlanReview) -> MarkdownSection? {
    let total = review.plan.changes.count { $0.extensions != nil }
    let rowCount = review.entries.count { $0.first.extensions != nil }
    guard total > 0 else { return nil }
    let (report, why) = (review.report, review.knowsCauses)
    let columns = ["Token", "Extensions", "Gains", "Loses", "Kept", "Token last used"]
    return MarkdownSection(
      "Extensions (\(counted(total, "token")))",
      columns: (report == nil ? [] : ["Outcome"]) + columns + (why ? ["Cause"] : []), total: rowCount,
      noun: rowCount == total ? "token" : "row",
      rows: review.entries.lazy.compactMap { entry in entry.first.extensions.map { (entry, $0) } }.map {
        entry, extensions in
        let rows = ExtensionRows(extensions)
        let ending = report.map { [outcome($0.outcomes(of: entry.first).extensions)] } ?? []
        let parts = [
          tokens(entry, .extensions, row: 0, review), extensions.scopes, list(rows.added, rows),
          list(rows.removed, rows), list(rows.kept),
          lastUse(of: entry),
        ]
        return ending + parts + (why ? [Causes(extensions.cause).words ?? ""] : [])
      })
  }

  /// What was asked and what was stored instead.
  func mismatch(_ extensions: ExtensionsChange) -> String {
    "extensions: planned \(scope(extensions.before)), stored \(scope(extensions.after))"
  }

  private func scope(_ scope: ExtensionScope) -> String {
    guard case .only(let ids) = scope, !ids.isEmpty else { return scope.words }
    return list(ids)
  }

  private func list(_ part: [ExtensionRows.Row], _ rows: ExtensionRows) -> String {
    part.first.map { $0.id == nil } == true ? rows.others : list(part.compactMap(\.id))
  }

  private func list(_ ids: [ExtensionID]) -> String {
    ids.list(upTo: 5) { markdown.word($0.rawValue) }
  }
}
