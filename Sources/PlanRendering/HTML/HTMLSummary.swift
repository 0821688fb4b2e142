import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  /// What a reader needs first: may this be applied, what changes, what to do next.
  mutating func writeSummary(of review: PlanReview) {
    let verdict = HTMLVerdict(review)
    markup("<header class=\"page\">\n")
    element(
      "<p class=\"kind\">",
      (review.report == nil ? "Access plan" : "Apply report") + (review.partiality == nil ? "" : ", partial plan"),
      "</p>\n")
    switch verdict.tone {
    case .good: markup("<div class=\"verdict good\">\n")
    case .careful: markup("<div class=\"verdict careful\">\n")
    case .bad: markup("<div class=\"verdict bad\">\n")
    }
    if planNumber == 0 {
      element("<h1>", verdict.headline, "</h1>\n")
    } else {
      element("<h2>", verdict.headline, "</h2>\n")
    }
    for sentence in review.partiality?.sentences(untrusted.word) ?? [] {
      element("<p class=\"caution\">", sentence, ".</p>\n")
    }
    for sentence in verdict.next { element("<p>", sentence, "</p>\n") }
    if let command = verdict.command {
      element("<pre class=\"command\" tabindex=\"0\"><code>", command, "</code></pre>\n")
    }
    markup("</div>\n")
    if let report = review.report {
      markup("<ul class=\"counts\" aria-label=\"Written\">\n")
      writeCount("<li><b>", report.report.count(.applied), "updated")
      writeAccess(report.written)
      markup("</ul>\n")
      for (name, access) in report.accessByOutcome(planned: review.planned) {
        element("<p class=\"note\">", "\(name) \(access.text).", "</p>\n")
      }
    } else {
      markup("<ul class=\"counts\" aria-label=\"Counts\">\n")
      writeCount("<li><b>", review.update, "to update")
      writeAccess(review.planned)
      if let ends = review.ends {
        markup("<li class=\"refiltered\"><b>")
        number(ends.total)
        element("</b> ", ends.total == 1 ? "end changed" : "ends changed", "")
        element(" <small>", ends.split, "</small></li>\n")
      }
      if let leftOut = review.leftOut {
        writeCount("<li><b>", leftOut.onlyLeftOut, leftOut.isDrift ? "drifted only" : "left out")
      }
      writeCount("<li><b>", review.plan.unchanged, "unchanged")
      let missing = review.plan.missing.count
      writeCount(missing == 0 ? "<li><b>" : "<li class=\"revoked\"><b>", missing, "missing")
      markup("</ul>\n")
    }
    writeFacts(of: review.plan, fingerprint: verdict.fingerprint)
    markup("</header>\n")
  }

  private mutating func writeAccess(_ access: AccessTally) {
    writeCount(
      access.grants.total > 0 ? "<li class=\"granted\"><b>+" : "<li><b>", access.grants,
      access.grants.total == 1 ? "grant" : "grants")
    writeCount(
      access.revocations.total > 0 ? "<li class=\"revoked\"><b>−" : "<li><b>", access.revocations,
      access.revocations.total == 1 ? "revocation" : "revocations")
    writeCount(
      access.refiltered.total > 0 ? "<li class=\"refiltered\"><b>~" : "<li><b>", access.refiltered,
      access.refiltered.total == 1 ? "filter change" : "filter changes")
    if access.extensionsAdded.total > 0 {
      writeCount(
        "<li class=\"granted\"><b>+", access.extensionsAdded,
        access.extensionsAdded.total == 1 ? "extension added" : "extensions added")
    }
    if access.extensionsRemoved.total > 0 {
      writeCount(
        "<li class=\"revoked\"><b>−", access.extensionsRemoved,
        access.extensionsRemoved.total == 1 ? "extension removed" : "extensions removed")
    }
  }

  private mutating func writeCount(_ start: StaticString, _ count: Int, _ noun: String) {
    markup(start)
    number(count)
    element("</b> ", noun, "</li>\n")
  }

  private mutating func writeCount(_ start: StaticString, _ tally: Tally, _ noun: String) {
    markup(start)
    number(tally.total)
    element("</b> ", noun, "")
    if let split = tally.split { element(" <small>", split, "</small>") }
    markup("</li>\n")
  }

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
      writeValues(plan.accounts)
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

  private static let maximumAccounts = 10

  /// Accounts as the values of a fact.
  mutating func writeValues(_ accounts: [Account]) {
    for account in accounts.prefix(Self.maximumAccounts) {
      markup("<dd>")
      reference(account.id.rawValue, account.name)
      markup("</dd>")
    }
    let rest = accounts.count - Self.maximumAccounts
    if rest > 0 { element("<dd>… and ", counted(rest, "more account"), "</dd>") }
  }
}
