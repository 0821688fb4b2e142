import Planning
import TokenModel

extension MarkdownDocument {
  /// What became of each token, those that need somebody's attention first.
  func results(of subject: RenderedSubject) -> MarkdownSection? {
    guard let report = subject.report, !report.results.isEmpty else { return nil }
    let changes = Dictionary(subject.plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = Outcome.byUrgency.lazy.flatMap { outcome in report.results.lazy.filter { $0.outcome == outcome } }
    return MarkdownSection(
      "What became of each token (\(report.results.count))", columns: ["Outcome", "Token", "What happened"],
      total: report.results.count, noun: "token",
      rows: ordered.map { result in
        let title = result.outcome.isDone ? result.outcome.words : "**\(result.outcome.words)**"
        let token = changes[result.id].map(token) ?? markdown.word(result.id.rawValue)
        return [title, token, story(of: result)]
      })
  }

  private func story(of result: TokenResult) -> String {
    var parts: [String] = []
    if let message = result.message { parts.append(markdown.sentence(message)) }
    parts += result.mismatches.texts.map(mismatch) + (result.mismatches.modules.map { [mismatch($0)] } ?? [])
    if result.attempts > 1 { parts.append("\(result.attempts) attempts") }
    if let trace = result.traceID { parts.append("trace id \(markdown.word(trace))") }
    return parts.joined(separator: "; ")
  }

  private func mismatch(_ text: TextChange) -> String {
    let show: (VerbatimText?) -> String = { text in
      guard let text, !text.isEmpty else { return "nothing" }
      return markdown.quoted(text.string)
    }
    return "\(text.field.rawValue): asked \(show(text.before)), stored \(show(text.after))"
  }

  private func mismatch(_ modules: ModulesChange) -> String {
    let parts: [(String, [ModuleID])] = [
      ("asked and not stored", modules.revoked.map(\.id)), ("stored and not asked", modules.granted.map(\.id)),
      ("other filters", modules.refiltered.map(\.id)),
    ]
    let said = parts.filter { !$0.1.isEmpty }.map { words, ids in
      let shown = ids.prefix(5).map { markdown.word($0.rawValue) }.joined(separator: ", ")
      return "\(words) \(shown)\(ids.count > 5 ? " and \(ids.count - 5) more" : "")"
    }
    return "modules: " + said.joined(separator: ", ")
  }
}

extension Outcome {
  fileprivate static let byUrgency: [Outcome] = [
    .failed, .unknown, .notConverged, .notAttempted, .applied, .alreadyApplied,
  ]
}
