import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// The outcome of each token, those that need attention first.
  func results(of review: PlanReview) -> MarkdownSection? {
    guard let report = review.report, !report.byUrgency.isEmpty else { return nil }
    let changes = Dictionary(review.plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return MarkdownSection(
      "Results (\(report.byUrgency.count))", columns: ["Outcome", "Token", "What happened"],
      total: report.byUrgency.count, noun: "token",
      rows: report.byUrgency.lazy.map { result in
        let token = changes[result.id].map(token) ?? markdown.word(result.id.rawValue)
        return [outcome(result.outcome), token, story(of: result)]
      })
  }

  private func story(of result: TokenResult) -> String {
    var parts: [String] = []
    if let message = result.message { parts.append(markdown.sentence(message)) }
    parts += result.mismatches.texts.map(mismatch) + (result.mismatches.modules.map { [mismatch($0)] } ?? [])
    parts += result.mismatches.extensions.map { [mismatch($0)] } ?? []
    if let attempts = result.attemptsWorthSaying { parts.append(attempts) }
    if let trace = result.traceID { parts.append("trace id \(markdown.word(trace))") }
    return parts.joined(separator: "; ")
  }

  private func mismatch(_ text: TextChange) -> String {
    let show: (VerbatimText?) -> String = { text in
      guard let text, !text.isEmpty else { return "nothing" }
      return markdown.quoted(text.string)
    }
    return "\(text.field.rawValue): planned \(show(text.before)), stored \(show(text.after))"
  }

  private func mismatch(_ modules: ModulesChange) -> String {
    let parts: [(String, [ModuleID])] = [
      ("planned and not stored", modules.revoked.map(\.id)), ("stored and not planned", modules.granted.map(\.id)),
      ("filters differ", modules.refiltered.map(\.id)),
    ]
    let said = parts.filter { !$0.1.isEmpty }.map { words, ids in
      "\(words) \(ids.list(upTo: 5) { markdown.word($0.rawValue) })"
    }
    return "modules: " + said.joined(separator: ", ")
  }
}
