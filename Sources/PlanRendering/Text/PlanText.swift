import PlanDocument
import Planning
import TokenModel

extension TextPage {
  mutating func writeText(_ review: PlanReview) {
    endpoint = review.plan.endpoint
    if let report = review.report { writeReport(report, review) } else { writePlan(review) }
  }

  private mutating func writePlan(_ review: PlanReview) {
    let plan = review.plan
    if !plan.endpoint.isEmpty {
      line(untrusted.sentence(plan.endpoint))
      writeAccounts(plan.accounts)
      line()
    }
    writeSharedLists(plan.sharedListChanges)
    let namesAccount = plan.accounts.count > 1
    for entry in review.entries {
      writeEntry(entry, namesAccount: namesAccount)
      line()
    }
    writeDrift(review, namesAccount: namesAccount)
    writeNoLongerManaged(plan.noLongerManaged)
    writeMovedEnds(of: plan)
    writeEnding(of: plan)
    writeUnmanaged(plan.unmanaged)
    if !plan.refusals.isEmpty {
      line(style.paint(review.isFinal ? "Refused, nothing was written:" : "Apply would refuse this:", .boldMagenta))
      for refusal in plan.refusals { writeRefusal(refusal) }
      line()
    }
    if case .dryRun(_, let requests) = review.subject { writeRequests(requests, of: plan) }
    if !plan.missing.isEmpty {
      let untrusted = untrusted
      let ids = plan.missing.lazy.map { untrusted.word($0.rawValue) }
      list(ids, of: plan.missing.count, lead: "Missing: ", indent: 0, more: "token")
      line()
    }
    writeSummary(of: review)
  }

  private mutating func writeRequests(_ requests: [RequestPreview], of plan: Plan) {
    if !requests.isEmpty {
      line(style.paint("Dry run. These requests would be sent:", .boldMagenta))
      for request in requests {
        line("\(request.method) \(untrusted.sentence(request.url))", indent: 2)
        line(untrusted.sentence(request.body), indent: 4)
      }
      line()
    }
    let held = plan.changes.count - requests.count
    guard held > 0 else { return }
    line(style.paint("Dry run. No request would be sent for \(counted(held, "token")): already applied.", .boldMagenta))
    line()
  }

  private mutating func writeAccounts(_ accounts: [Account]) {
    let most = 10
    for account in accounts.prefix(most) { line(name(of: account)) }
    if accounts.count > most { line("… and \(counted(accounts.count - most, "more account"))") }
  }

  func name(of account: Account) -> String {
    let id = untrusted.word(account.id.rawValue)
    guard let name = account.name else { return id }
    return id + " " + untrusted.quoted(name.string, columns: 60)
  }

  private mutating func writeRefusal(_ refusal: Diagnostic) {
    line("\(untrusted.sentence(refusal.message)) [\(refusal.code.rawValue)]", indent: 2)
    if let position = refusal.position { line("--> \(untrusted.place(position))", indent: 4) }
    if let help = refusal.help { line("= \(untrusted.advice(help))", indent: 4) }
  }

  /// On one line if there is room.
  private mutating func writeSentences(_ sentences: [String]) {
    let whole = sentences.joined(separator: " ")
    for row in whole.count <= style.columns ? [whole] : sentences { line(row) }
  }

  private static let summaryIndent = "Plan: ".count

  /// The counts of grants, revocations and filter changes, on as few lines as they fit.
  mutating func writeAccess(_ access: AccessTally, lead: String, indent: Int) {
    writeCounts(access.counts, lead: lead, indent: indent)
  }

  private mutating func writeCounts(_ counts: [String], lead: String, indent: Int) {
    var row = lead
    for (index, count) in counts.enumerated() {
      let part = count + (index + 1 == counts.count ? "." : ",")
      if index > 0, indent + row.count + 1 + part.count > style.columns {
        line(row, indent: indent)
        row = .spaces(lead.count) + part
      } else {
        row += (index == 0 ? "" : " ") + part
      }
    }
    line(row, indent: indent)
  }

  /// The counts, always the last lines.
  private mutating func writeSummary(of review: PlanReview) {
    beginSummary()
    let plan = review.plan
    if let blockingReason = review.verdict.blockingReason {
      line(style.paint(blockingReason + ".", .boldRed))
    } else if case .refused(let count) = review.verdict {
      line(style.paint("Refused as a whole: \(counted(count, "refusal")), see above.", .boldMagenta))
    } else if review.verdict == .noChanges {
      let nothing = NothingToWrite(plan)
      writeSentences([(nothing.isClean ? "No changes" : nothing.headline) + "."] + nothing.sentences)
    }
    for sentence in review.partiality?.sentences(untrusted.word) ?? [] {
      writeWrapped(sentence + ".", paint: .boldMagenta)
    }
    let update = "Plan: \(review.update.total) to update"
    let split = review.update.split.map { " (\($0))" } ?? ""
    let others =
      (review.leftOut.map { "\($0.onlyCount), " } ?? "") + "\(plan.unchanged) unchanged, \(plan.missing.count) missing."
    if update.count + split.count + 2 + others.count <= style.columns {
      line("\(style.paint(update, .bold))\(split), \(others)")
    } else {
      line("\(style.paint(update, .bold))\(split),")
      line(others, indent: Self.summaryIndent)
    }
    writeCounts(review.counts, lead: "", indent: Self.summaryIndent)
    if let leftOut = review.leftOut {
      writeCounts(leftOut.plainCounts, lead: leftOut.lead, indent: Self.summaryIndent)
    }
    guard let fingerprint = review.fingerprint else { return }
    if review.isApprovable {
      line(
        "To apply exactly this, give `tokenform apply \(review.options[.approve])` this fingerprint:",
        indent: Self.summaryIndent)
    }
    line(fingerprint, indent: Self.summaryIndent)
  }
}
