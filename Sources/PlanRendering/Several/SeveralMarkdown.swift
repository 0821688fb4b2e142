import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// Several plans as one comment: a table of the accounts, and each plan folded below it.
  func text(of overview: PlanOverview) -> String {
    let title = overview.sentence.prefix { $0 != ":" }
    let counts = overview.sentence.drop { $0 != ":" }.dropFirst(2)
    let columns = ["Account", "To update"] + overview.columns.map { "\($0.title)" } + ["Verdict", "Fingerprint"]
    let table = MarkdownSection(
      "\(Self.marker)\n## tokenform: \(title)\n\n**\(counts)**\n\n" + MarkdownText.row(columns)
        + "|" + String(repeating: " --- |", count: columns.count) + "\n",
      total: overview.rows.count, noun: "plan",
      rows: overview.rows.lazy.map { MarkdownText.row(cells(of: $0, overview)) })
    let head = [table].fitted(into: Self.maximumSize)[0]
    return head + plans(overview.rows, in: Self.maximumSize - head.utf8.count)
  }

  private func cells(of row: PlanOverview.Row, _ overview: PlanOverview) -> [String] {
    let isGood = row.review.verdict == .noChanges || row.review.verdict == .changes
    return [name(of: row), String(row.review.update.total)] + overview.columns.map { $0.count(row.review.planned) }
      + [isGood ? row.verdict : "**\(row.verdict)**", row.review.fingerprint.map { "`\($0)`" } ?? "none"]
  }

  private func name(of row: PlanOverview.Row) -> String {
    row.accounts.isEmpty
      ? markdown.word(row.path) : row.accounts.list(upTo: 3) { markdown.named($0.id.rawValue, $0.name) }
  }

  /// The least that a plan is shown in.
  private static let minimumPlanSize = 4_000

  /// The plans, small ones whole and large ones with the same room for each; those that do not fit are counted.
  private func plans(_ rows: [PlanOverview.Row], in room: Int) -> String {
    let note = "\n_… \(counted(rows.count, "more plan")) omitted; run `tokenform show` on each file._\n"
    var room = room - note.utf8.count
    let shown = rows.prefix(max(1, room / Self.minimumPlanSize))
    let sizes = shown.map { fold($0, in: room).utf8.count }
    var texts = [String](repeating: "", count: shown.count)
    let order = shown.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    for (place, index) in order.enumerated() {
      let share = room / (order.count - place)
      texts[index] = fold(shown[index], in: share)
      room -= texts[index].utf8.count
    }
    let rest = rows.count - shown.count
    return texts.joined()
      + (rest > 0 ? "\n_… \(counted(rest, "more plan")) omitted; run `tokenform show` on each file._\n" : "")
  }

  private func fold(_ row: PlanOverview.Row, in room: Int) -> String {
    let accounts = row.accounts.prefix(3).map { account in
      MarkdownText.htmlCode(markdown.untrusted.word(account.id.rawValue))
        + (account.name.map { " " + MarkdownText.htmlCode(markdown.untrusted.quoted($0.string, columns: 40)) } ?? "")
    }.joined(separator: ", ")
    let start =
      "\n<details>\n<summary>\(accounts.isEmpty ? MarkdownText.htmlCode(markdown.untrusted.word(row.path)) : accounts): "
      + "\(row.review.update.total) to update, \(row.verdict)</summary>\n\n"
    let end = "\n</details>\n"
    return start + body(of: row.review, in: room - start.utf8.count - end.utf8.count) + end
  }
}
