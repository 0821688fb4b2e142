import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// One line for each token to update.
  func tokens(of review: PlanReview) -> MarkdownSection? {
    let changes = review.plan.changes
    guard !changes.isEmpty else { return nil }
    // Where there is no room for all of them, those stay whose access changes.
    let isNeutral = changes.map { $0.effect == .neutral }
    let order = review.order.filter { !isNeutral[$0] } + review.order.filter { isNeutral[$0] }
    return table(
      review.report == nil ? "Tokens to update" : "What was planned", changes, order, review,
      showsCause: review.knowsCauses, report: review.report)
  }

  /// What moved away from the files and is left alone.
  func drift(in review: PlanReview) -> MarkdownSection? {
    let drift = review.plan.drift
    guard !drift.isEmpty else { return nil }
    return table(
      "Drift, left out of what is written", drift, Array(drift.indices), review, showsCause: false, report: nil)
  }

  private func table(
    _ title: String, _ changes: [TokenChange], _ order: [Int], _ review: PlanReview, showsCause: Bool,
    report: ReportFigures?
  ) -> MarkdownSection {
    let showsAccount = review.plan.accounts.count > 1
    let columns =
      (report == nil ? [] : ["Outcome"]) + ["Token"] + (showsAccount ? ["Account"] : [])
      + [report == nil ? "Access" : "Asked", "Modules", "Changes", "Last changed"] + (showsCause ? ["Why"] : [])
    return MarkdownSection(
      "\(title) (\(changes.count))", columns: columns, total: changes.count, noun: "token",
      rows: order.lazy.map { index in
        let change = changes[index]
        var cells = report.map { [outcome($0.outcome(of: change.id))] } ?? []
        cells.append(token(change))
        if showsAccount { cells.append(change.account.map { markdown.named($0.id.rawValue, $0.name) } ?? "") }
        cells += [
          access(of: change, isPlan: report == nil), counts(of: change), fields(of: change), lastChange(of: change),
        ]
        if showsCause { cells.append(change.cause?.rawValue ?? "") }
        return cells
      })
  }

  private func access(of change: TokenChange, isPlan: Bool) -> String {
    let effect = isPlan ? "**\(change.effect.rawValue)**" : change.effect.rawValue
    var words = [change.effect == .neutral ? "unchanged" : effect]
    if change.isProtected { words.append("protected") }
    if change.isSelf { words.append("the credential's own token") }
    if let status = change.status, status != .active { words.append("status \(markdown.word(status.word))") }
    return words.joined(separator: ", ")
  }

  private func counts(of change: TokenChange) -> String {
    guard let modules = change.modules else { return "" }
    return
      "+\(modules.granted.count) −\(modules.revoked.count) ~\(modules.refiltered.count), \(modules.kept.count) kept"
  }

  private func fields(of change: TokenChange) -> String {
    var fields = change.texts.map { text in
      guard text.field == .name, let name = text.after else { return text.field.rawValue }
      return "name → \(markdown.quoted(name.string))"
    }
    if change.modules != nil { fields.append(TokenField.modules.name) }
    if let extensions = change.extensions { fields.append("extensions: \(extensions.scopes)") }
    return fields.joined(separator: ", ")
  }

  private func lastChange(of change: TokenChange) -> String {
    guard let last = change.lastChange, last.isKnown else { return "not known" }
    let author = last.byName.map { markdown.quoted($0, columns: 40) } ?? last.byID.map(markdown.word)
    return [last.at.map(markdown.time), author.map { "by \($0)" }].compactMap(\.self).joined(separator: " ")
  }

  func noLongerManaged(in plan: Plan) -> MarkdownSection? {
    let all = plan.noLongerManaged
    guard !all.isEmpty else { return nil }
    return MarkdownSection(
      "\n### No longer managed (\(all.count))\n\nThe files no longer manage these; their live values are left unchanged.\n\n",
      total: all.count, noun: "token",
      rows: all.lazy.map { unmanaged in
        let what = unmanaged.parts(markdown.word).joined(separator: ", ")
        return "- \(markdown.word(unmanaged.id.rawValue)): \(what), was at \(markdown.place(unmanaged.position))\n"
      })
  }

  func unmanaged(in plan: Plan) -> MarkdownSection? {
    guard let all = plan.unmanaged, !all.isEmpty else { return nil }
    return MarkdownSection(
      "\n<details>\n<summary>\(counted(all.count, "live token")) that no file manages</summary>\n\n",
      end: "\n</details>\n", total: all.count, noun: "token",
      rows: all.lazy.map { "- \(markdown.named($0.id.rawValue, $0.name))\n" })
  }
}
