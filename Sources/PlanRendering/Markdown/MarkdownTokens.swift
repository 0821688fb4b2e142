import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// What differs and is left alone: one line for each token, or for several with the same change.
  func leftOut(in review: PlanReview) -> MarkdownSection? {
    guard let leftOut = review.leftOut else { return nil }
    let entries = review.entriesLeftOut
    return MarkdownSection(
      "\(leftOut.title), not written (\(counted(review.plan.leftOut.count, "token")))",
      columns: ["Token", "Access", "Modules", "Changes"], total: entries.count, noun: "row",
      rows: entries.lazy.map { entry in
        let change = entry.first
        return [
          names(of: entry), change.effect == .neutral ? "unchanged" : change.effect.rawValue, counts(of: change),
          fields(of: change),
        ]
      })
  }

  private func counts(of change: TokenChange) -> String {
    guard let modules = change.modules else { return "" }
    return
      "+\(modules.granted.count) −\(modules.revoked.count) ~\(modules.refiltered.count), \(modules.kept.count) kept"
  }

  private func fields(of change: TokenChange) -> String {
    var fields = change.texts.map(\.field.rawValue)
    if change.modules != nil { fields.append(TokenField.modules.name) }
    if let extensions = change.extensions { fields.append("extensions: \(extensions.scopes)") }
    return fields.joined(separator: ", ")
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
