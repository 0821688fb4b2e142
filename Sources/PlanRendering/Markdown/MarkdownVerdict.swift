import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// Whether the plan can be approved, what that would do to access, and what to do next.
  func verdict(on review: PlanReview) -> String {
    let text =
      switch review.verdict {
      case .applied, .notAllApplied: review.report.map { outcome($0, review.verdict) } ?? ""
      case .incomplete, .notApplicable:
        "⛔ **Do not approve. \(review.verdict.blockingReason ?? "").** See the errors below; nothing was written."
      case .notApplied: "⛔ **\(review.verdict.blockingReason ?? "").** See the errors below; nothing was written."
      case .refused:
        review.isFinal
          ? "⛔ **Refused: nothing was written.** Each reason below names the option that allows it."
          : "⛔ **Apply would refuse this.** Each reason below names the option that allows it.\n\n"
            + effect(review)
      case .noChanges: nothingToWrite(review)
      case .changes:
        if case .dryRun = review.subject {
          "**Dry run: nothing was written.** \(effect(review))"
        } else {
          effect(review)
        }
      }
    return "\n" + ([text] + remarks(on: review)).joined(separator: "\n\n") + "\n"
  }

  /// What changes nothing now, and is easily overlooked.
  private func remarks(on review: PlanReview) -> [String] {
    var remarks = (review.partiality?.sentences(markdown.word) ?? []).map { "⚠️ \($0)." }
    if let sentence = review.driftSentence {
      remarks.append(
        "**Drift:** \(sentence). Rows marked drift undo a change made outside the files. To keep that change, write it "
          + "into the files; `\(markdown.untrusted.options[.proposedOnly])` leaves it alone for now.")
    }
    if let leftOut = review.leftOut {
      remarks.append("\(leftOut.isDrift ? "**Left out:** " : "")\(leftOut.sentence). See below.")
    }
    if !review.plan.noLongerManaged.isEmpty, review.verdict != .noChanges {
      remarks.append(
        "**No longer managed:** \(counted(review.plan.noLongerManaged.count, "token")), wholly or in part, see below.")
    }
    if review.plan.unmanaged?.isEmpty == true {
      remarks.append("**Coverage:** every live token of the account is managed by a file.")
    }
    return remarks
  }

  private func effect(_ review: PlanReview) -> String {
    let effects = review.effects
    let advice: String
    switch (effects.widens, effects.narrows) {
    case (false, false): return "✅ **Access does not change.** Only names, descriptions or icons change."
    case (true, false): advice = "Check that each grant is intended."
    case (false, true): advice = "Check that no consumer still needs what is revoked."
    case (true, true): advice = "Check that each grant is intended and that no consumer still needs what is revoked."
    }
    return "⚠️ **\(effects.sentence).** \(advice)"
  }

  private func nothingToWrite(_ review: PlanReview) -> String {
    let nothing = NothingToWrite(review.plan)
    return (["\(nothing.isClean ? "✅" : "⚠️") **\(nothing.headline).**"] + nothing.sentences).joined(separator: " ")
  }

  private func outcome(_ report: ReportFigures, _ verdict: Verdict) -> String {
    let ending = report.report.ending.map { " \($0.explanation(markdown.untrusted.options))" } ?? ""
    guard case .notAllApplied(let open) = verdict else {
      return "✅ **Applied: every token matches the plan.** \(report.outcomeCounts)\(ending)"
    }
    return "⛔ **Not everything was applied: \(counted(open, "token")) left.** \(report.outcomeCounts)\(ending) "
      + EarlyExit.advice
  }
}
