import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// The texts that change: short ones in full, longer ones among the details.
  func texts(in review: PlanReview) -> MarkdownSection? {
    let changes = review.changes.filter { !$0.texts.isEmpty }
    guard !changes.isEmpty else { return nil }
    let (report, why) = (review.report, review.knowsCauses)
    let total = changes.reduce(0) { $0 + $1.texts.count }
    return MarkdownSection(
      "Texts (\(total))",
      columns: (report == nil ? [] : ["Outcome"]) + ["Token", "Text", "Change"] + (why ? ["Cause"] : []), total: total,
      noun: "text",
      rows: changes.lazy.flatMap { change in
        let entry = ChangeEntry(changes: [change], places: [])
        return change.texts.enumerated().lazy.map { index, text in
          (report.map { [outcome($0.outcome(of: change.id))] } ?? [])
            + [tokens(entry, .texts, row: index, review), text.field.rawValue, pair(text)]
            + (why ? [Causes(text.cause).words ?? ""] : [])
        }
      })
  }

  private func pair(_ text: TextChange) -> String {
    isShort(text) ? "\(shown(text.before)) → \(shown(text.after))" : "see the details below"
  }

  private func shown(_ text: VerbatimText?) -> String {
    guard let text, !text.isEmpty else { return "(none)" }
    return MarkdownText.code(markdown.untrusted.quoted(text.string))
  }

  private static let maximumColumns = 60

  /// Whether both sides fit into a row, and differ where a reader sees it.
  func isShort(_ text: TextChange) -> Bool {
    let mask = markdown.untrusted.mask
    let sides = [text.before, text.after].map { mask.masking($0?.string ?? "") }
    return Confusability(of: sides[0], and: sides[1]).remark == nil && sides[0] != sides[1]
      && sides.allSatisfy { $0.utf8.count <= 4 * Self.maximumColumns && !$0.hasInnerLineFeed }
      && sides.allSatisfy { markdown.untrusted.quoted($0).displayWidth <= Self.maximumColumns }
  }
}
