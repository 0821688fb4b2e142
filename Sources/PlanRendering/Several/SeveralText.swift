import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// What is said of several plans, by account, before and after them.
  mutating func writeOverview(_ overview: PlanOverview) {
    line(style.paint(overview.sentence + ".", .bold))
    for row in overview.rows {
      let accounts = row.accounts.list(upTo: 3, name)
      line("\(accounts.isEmpty ? "(no account)" : accounts)  \(untrusted.word(row.path))", indent: 2)
      line("\(row.review.update.total) to update, \(row.review.planned.text); \(row.verdict)", indent: 6)
      if let fingerprint = row.review.fingerprint { line(fingerprint, indent: 6) }
    }
  }

  /// The line above one of several plans.
  mutating func writePlanHeading(_ path: String) {
    let title = "── \(untrusted.word(path)) "
    line()
    line(style.paint(title + String(repeating: "─", count: max(0, style.columns - title.displayWidth)), .bold))
  }
}
