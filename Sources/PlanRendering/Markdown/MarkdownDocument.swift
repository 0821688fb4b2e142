import PlanDocument
import Planning
import TokenModel

/// A plan or a report as a comment on a pull request: what decides a review comes first, everything else is folded.
struct MarkdownDocument {
  /// The first line, which does not show: by it a pipeline finds the comment that it updates.
  static let marker = "<!-- tokenform plan -->"
  /// In bytes of UTF-8, of which no text has fewer than characters. The platforms allow 65,536; what is left is for a line
  /// of the pipeline's own.
  static let maximumSize = 65_000

  let markdown: MarkdownText
  /// How much is said of each token.
  var scope = MarkdownScope.all[0]

  init(_ untrusted: UntrustedText) {
    markdown = MarkdownText(untrusted)
  }

  func text(of review: PlanReview) -> String {
    let marker = Self.marker + "\n"
    return marker + body(of: review, in: Self.maximumSize - marker.utf8.count)
  }

  /// The document without its first line, in at most so many bytes, unless its head and foot take more.
  func body(of review: PlanReview, in maximumSize: Int) -> String {
    let head = headline(review) + verdict(on: review)
    let foot = foot(of: review)
    let room = maximumSize - head.utf8.count - foot.utf8.count
    let (before, rest) = (attention(in: review) + [sharedLists(in: review.plan)].compactMap(\.self), rest(of: review))
    let details = details(of: review)
    let minimum = (rest + [details].compactMap(\.self)).reduce(0) { $0 + $1.minimumSize }
    var shown = access(in: review, beside: before, room: room - minimum)
    func left() -> Int { room - shown.reduce(0) { $0 + $1.utf8.count } }
    shown += rest.fitted(into: left() - (details?.minimumSize ?? 0))
    if let details { shown += [details].fitted(into: left()) }
    return head + shown.joined() + foot
  }

  /// What needs attention and every change of access: these have room before anything else has.
  private func access(in review: PlanReview, beside attention: [MarkdownSection], room: Int) -> [String] {
    for scope in MarkdownScope.all.dropLast() {
      var document = self
      document.scope = scope
      let sections = attention + document.changesOfAccess(in: review)
      if let whole = sections.whole(in: room) { return whole }
    }
    var document = self
    document.scope = MarkdownScope.all[MarkdownScope.all.count - 1]
    return (attention + document.changesOfAccess(in: review)).fitted(into: room)
  }

  private func changesOfAccess(in review: PlanReview) -> [MarkdownSection] {
    access(in: review) + [extensions(in: review)].compactMap(\.self)
  }

  private func headline(_ review: PlanReview) -> String {
    let plan = review.plan
    let drifted = review.leftOut.map { ", \($0.onlyCount)" } ?? ""
    let tokens =
      "\(review.update.total) to update\(review.update.split.map { " (\($0))" } ?? "")\(drifted), "
      + "\(plan.unchanged) unchanged, \(plan.missing.count) missing"
    let counts =
      if let report = review.report {
        report.accessByOutcome(planned: review.planned).map { name, access in
          name == "Written:" ? "**\(name) \(access.text)**" : "\(name) \(access.text)"
        }.joined(separator: "  \n") + "; \(tokens)"
      } else {
        "**\(review.counts.joined(separator: ", "))** · \(tokens)"
      }
    return "## tokenform: \(title(of: review))\(review.partiality == nil ? "" : " (partial plan)")\n\n\(counts)\n"
  }

  private func title(of review: PlanReview) -> String {
    switch review.verdict {
    case .applied, .notAllApplied:
      let results = review.report?.report.results ?? []
      return "\(results.count { $0.outcome.isDone }) of \(counted(results.count, "token")) updated"
    case .incomplete, .notApplicable, .notApplied:
      return review.plan.changes.isEmpty ? "no plan" : "\(counted(review.update.total, "token")) to update"
    case .noChanges: return NothingToWrite(review.plan).isClean ? "no changes" : "nothing to write"
    case .refused, .changes: return "\(counted(review.update.total, "token")) to update"
    }
  }

  /// What needs attention, in the order in which to deal with it.
  private func attention(in review: PlanReview) -> [MarkdownSection] {
    [
      results(of: review),
      list("Errors", review.errors, noun: "error"),
      list(review.isFinal ? "Refused" : "Apply would refuse", review.plan.refusals, noun: "refusal"),
    ].compactMap(\.self)
  }

  /// What follows the changes of access: as prose, it gives way first.
  private func rest(of review: PlanReview) -> [MarkdownSection] {
    [
      texts(in: review), leftOut(in: review), noLongerManaged(in: review.plan), movedEnds(in: review.plan),
      ending(in: review.plan), unmanaged(in: review.plan), list("Warnings", review.warnings, noun: "warning"),
    ].compactMap(\.self)
  }

  func list(_ title: String, _ diagnostics: [Diagnostic], noun: String) -> MarkdownSection? {
    guard !diagnostics.isEmpty else { return nil }
    return MarkdownSection(
      "\n### \(title) (\(diagnostics.count))\n\n", total: diagnostics.count, noun: noun,
      rows: diagnostics.lazy.map { diagnostic in
        let place = diagnostic.position.map { " at \(markdown.place($0))" } ?? ""
        let help = diagnostic.help.map { "; \(markdown.sentence($0.text(markdown.untrusted.options)))" } ?? ""
        return "- **\(diagnostic.code.rawValue)**\(place): \(markdown.sentence(diagnostic.message))\(help)\n"
      })
  }

  private func foot(of review: PlanReview) -> String {
    let plan = review.plan
    var lines: [String] = []
    if let fingerprint = review.fingerprint {
      lines.append(
        review.isApprovable
          ? "**To apply exactly this,** with the same files and options: `tokenform apply \(review.options[.approve]) \(fingerprint)`"
          : "**Fingerprint\(review.report == nil ? "" : " of the plan"):** `\(fingerprint)`")
    }
    if let left = review.fingerprintLeft { lines.append("**Fingerprint of the remaining changes:** `\(left)`") }
    var origin: [String] = []
    if !plan.endpoint.isEmpty { origin.append(MarkdownText.code(markdown.untrusted.sentence(plan.endpoint))) }
    let most = 10
    origin += plan.accounts.prefix(most).map { markdown.named($0.id.rawValue, $0.name) }
    if plan.accounts.count > most { origin.append(counted(plan.accounts.count - most, "more account")) }
    if let madeAt = plan.madeAt { origin.append("made \(markdown.time(madeAt))") }
    if !origin.isEmpty { lines.append(origin.joined(separator: " · ")) }
    return lines.isEmpty ? "" : "\n" + lines.joined(separator: "  \n") + "\n"
  }
}
