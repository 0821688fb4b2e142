import Planning
import TokenModel

/// A plan or a report as a comment on a pull request: what a reviewer decides by first, everything else folded.
struct MarkdownDocument {
  /// The first line, which does not show: by it a pipeline finds the comment that it updates.
  static let marker = "<!-- tokenform plan -->"
  /// In bytes of UTF-8, of which no text has fewer than characters. The platforms allow 65,536; what is left is for a line
  /// of the pipeline's own.
  static let largestSize = 65_000

  let markdown: MarkdownText

  init(mask: SecretMask) {
    markdown = MarkdownText(mask: mask)
  }

  func text(of subject: RenderedSubject) -> String {
    let plan = subject.plan
    let facts = PlanFacts(subject)
    let head = Self.marker + "\n" + headline(facts) + verdict(on: subject, facts)
    let foot = foot(of: subject, facts)
    let room = Self.largestSize - head.utf8.count - foot.utf8.count
    let details = details(of: subject)
    let sections =
      attention(in: subject) + access(in: plan, facts) + [tokens(of: plan, facts)].compactMap(\.self) + rest(of: plan)
    var shown = sections.fitted(into: room - (details?.leastSize ?? 0))
    if let details { shown += [details].fitted(into: room - shown.reduce(0) { $0 + $1.utf8.count }) }
    return head + shown.joined() + foot
  }

  private func headline(_ facts: PlanFacts) -> String {
    let summary = facts.summary
    return """
      ## tokenform: \(facts.title)

      **\(counted(summary.grants, "grant")), \(counted(summary.revocations, "revocation")), \
      \(counted(summary.refiltered, "filter change"))** · \(summary.update) to update, \(summary.unchanged) unchanged, \
      \(summary.missing) missing

      """
  }

  /// What stands in the way, in the order in which somebody has to deal with it.
  private func attention(in subject: RenderedSubject) -> [MarkdownSection] {
    let plan = subject.plan
    let errors = plan.diagnostics.filter { $0.severity == .error }
    return [
      results(of: subject),
      list("Errors", errors, noun: "error"),
      list(subject.isApply ? "Refused" : "Apply would refuse", plan.refusals, noun: "refusal"),
    ].compactMap(\.self)
  }

  private func rest(of plan: Plan) -> [MarkdownSection] {
    [
      drift(in: plan), noLongerManaged(in: plan), uncovered(in: plan),
      list("Warnings", plan.diagnostics.filter { $0.severity == .warning }, noun: "warning"),
    ].compactMap(\.self)
  }

  private func list(_ title: String, _ diagnostics: [Diagnostic], noun: String) -> MarkdownSection? {
    guard !diagnostics.isEmpty else { return nil }
    return MarkdownSection(
      "\n### \(title) (\(diagnostics.count))\n\n", total: diagnostics.count, noun: noun,
      rows: diagnostics.lazy.map { diagnostic in
        let place = diagnostic.position.map { " at \(markdown.place($0))" } ?? ""
        let help = diagnostic.help.map { "; \(markdown.sentence($0))" } ?? ""
        return "- **\(diagnostic.code.rawValue)**\(place): \(markdown.sentence(diagnostic.message))\(help)\n"
      })
  }

  private func foot(of subject: RenderedSubject, _ facts: PlanFacts) -> String {
    let plan = subject.plan
    var lines: [String] = []
    if let fingerprint = facts.fingerprint {
      lines.append("**Fingerprint:** `\(fingerprint)`")
      if case .plan = subject, !plan.changes.isEmpty, plan.refusals.isEmpty {
        lines.append(
          "**To apply exactly this,** with the same files and options: `tokenform apply --approve \(fingerprint)`")
      }
    }
    if let left = facts.left { lines.append("**What is left** has the fingerprint `\(left)`") }
    var origin: [String] = []
    if !plan.endpoint.isEmpty { origin.append(MarkdownText.code(markdown.foreign.sentence(plan.endpoint))) }
    let most = 10
    origin += plan.accounts.prefix(most).map { markdown.named($0.id.rawValue, $0.name) }
    if plan.accounts.count > most { origin.append(counted(plan.accounts.count - most, "more account")) }
    if let madeAt = plan.madeAt { origin.append("made \(markdown.time(madeAt))") }
    if !origin.isEmpty { lines.append(origin.joined(separator: " · ")) }
    return lines.isEmpty ? "" : "\n---\n\n" + lines.joined(separator: "  \n") + "\n"
  }
}
