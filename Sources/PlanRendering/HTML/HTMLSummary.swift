import Planning
import TokenModel

extension HTMLPage {
  /// What a reader needs first: may this be applied, what changes, what to do next.
  mutating func writeSummary(of subject: RenderedSubject) {
    let verdict = Verdict(of: subject, mask: mask)
    let plan = subject.plan
    markup("<header class=\"page\">\n")
    element("<p class=\"kind\">", subject.report == nil ? "Access plan" : "Apply report", "</p>\n")
    switch verdict.tone {
    case .good: markup("<div class=\"verdict good\">\n")
    case .careful: markup("<div class=\"verdict careful\">\n")
    case .bad: markup("<div class=\"verdict bad\">\n")
    }
    element("<h1>", verdict.headline, "</h1>\n")
    for sentence in verdict.next { element("<p>", sentence, "</p>\n") }
    if let command = verdict.command {
      element("<pre class=\"command\" tabindex=\"0\"><code>", command, "</code></pre>\n")
    }
    markup("</div>\n")
    if subject.report != nil { markup("<p class=\"note planned\">What the plan asked for:</p>\n") }
    writeCounts(plan.summary)
    writeFacts(of: plan, fingerprint: verdict.fingerprint)
    markup("</header>\n")
  }

  private mutating func writeCounts(_ summary: PlanSummary) {
    markup("<ul class=\"counts\" aria-label=\"Counts\">\n")
    writeCount("<li><b>", summary.update, "to update")
    writeCount(
      summary.grants > 0 ? "<li class=\"granted\"><b>+" : "<li><b>", summary.grants,
      summary.grants == 1 ? "grant" : "grants")
    writeCount(
      summary.revocations > 0 ? "<li class=\"revoked\"><b>−" : "<li><b>", summary.revocations,
      summary.revocations == 1 ? "revocation" : "revocations")
    writeCount(
      summary.refiltered > 0 ? "<li class=\"refiltered\"><b>~" : "<li><b>", summary.refiltered,
      summary.refiltered == 1 ? "filter change" : "filter changes")
    writeCount("<li><b>", summary.unchanged, "unchanged")
    writeCount(summary.missing > 0 ? "<li class=\"revoked\"><b>" : "<li><b>", summary.missing, "missing")
    markup("</ul>\n")
  }

  private mutating func writeCount(_ start: StaticString, _ count: Int, _ noun: String) {
    markup(start)
    number(count)
    element("</b> ", noun, "</li>\n")
  }

  private static let mostAccounts = 10

  private mutating func writeFacts(of plan: Plan, fingerprint: String?) {
    markup("<dl class=\"facts\">\n")
    if !plan.endpoint.isEmpty {
      markup("<div><dt>Endpoint</dt><dd>")
      code(plan.endpoint)
      markup("</dd></div>\n")
    }
    if !plan.accounts.isEmpty {
      markup("<div><dt>")
      text(plan.accounts.count == 1 ? "Account" : "Accounts")
      markup("</dt>")
      for account in plan.accounts.prefix(Self.mostAccounts) {
        markup("<dd>")
        reference(account.id.rawValue, account.name)
        markup("</dd>")
      }
      let rest = plan.accounts.count - Self.mostAccounts
      if rest > 0 { element("<dd>… and ", counted(rest, "more account"), "</dd>") }
      markup("</div>\n")
    }
    if let madeAt = plan.madeAt {
      markup("<div><dt>Planned</dt><dd>")
      time(madeAt)
      markup("</dd></div>\n")
    }
    if let fingerprint { element("<div><dt>Fingerprint</dt><dd><code>", fingerprint, "</code></dd></div>\n") }
    markup("</dl>\n")
  }
}
