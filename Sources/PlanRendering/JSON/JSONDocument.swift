import Planning
import TokenModel

/// The machine format, whose keys and their order are documented in `docs/json.md`.
struct JSONDocument {
  let mask: SecretMask
  let version: String

  /// Writes the document without an end of line.
  func write(_ review: PlanReview, to outlet: Outlet) {
    var page = JSONPage(mask: mask, outlet: outlet)
    page.object { page in
      page.word("format_version", Renderer.formatVersion)
      page.word("tokenform_version", version)
      page.writePlan(review)
      page.writeDiagnostics(of: review)
    }
    page.end()
  }
}

extension JSONPage {
  fileprivate mutating func writePlan(_ review: PlanReview) {
    let plan = review.plan
    masked("timestamp", plan.madeAt)
    masked("endpoint", plan.endpoint)
    array("accounts") { page in
      for account in plan.accounts { page.object { $0.reference(account.id.rawValue, account.name?.string) } }
    }
    if let narrowing = plan.narrowing { object("selection") { $0.writeSelection(narrowing) } }
    word("fingerprint", review.fingerprint)
    flag("complete", plan.isComplete)
    object("summary") { $0.writeSummary(of: review) }
    writeFurtherCounts(of: review)
    writeChanges("resource_changes", plan.changes, review.report)
    if !plan.drift.isEmpty { writeChanges("resource_drift", plan.drift) }
    if !plan.noLongerManaged.isEmpty { writeNoLongerManaged(plan.noLongerManaged) }
    if let uncovered = plan.uncovered {
      array("unmanaged") { page in
        for token in uncovered { page.object { $0.reference(token.id.rawValue, token.name?.string) } }
      }
    }
    if case .dryRun(_, let requests) = review.subject { writeRequests(requests) }
    if let report = review.results {
      writeResults(report.results)
      if !report.isConverged { word("fingerprint_left", review.fingerprintLeft) }
      if let ending = report.ending { word("ended_early", ending.word) }
    }
  }

  private mutating func writeSelection(_ narrowing: PlanNarrowing) {
    array("targets") { page in for id in narrowing.targets { page.masked(id.rawValue) } }
    array("excluded") { page in for id in narrowing.excluded { page.masked(id.rawValue) } }
    flag("proposed_only", narrowing.isProposedOnly)
    number("selected", narrowing.selected)
    number("named", narrowing.named)
  }

  /// The counts. In a report those of modules are of what was written, and what the plan asked for is beside them.
  private mutating func writeSummary(of review: PlanReview) {
    number("update", review.update.total)
    number("unchanged", review.plan.unchanged)
    number("missing", review.plan.missing.count)
    writeAccess(review.report?.written ?? review.planned)
    if review.knowsCauses {
      for cause in Cause.inOrderOfReview { number(cause, review.update[cause]) }
    }
    if let leftOut = review.leftOut { number("drifted", leftOut.onlyDrifted) }
    guard let results = review.results else { return }
    for outcome in Outcome.allCases { number(outcome, results.count(outcome)) }
  }

  /// Beside the summary, which is one level of integers.
  private mutating func writeFurtherCounts(of review: PlanReview) {
    if review.knowsCauses {
      object("summary_by_cause") { page in
        for cause in Cause.inOrderOfReview {
          page.object(cause) { page in
            page.number("update", review.update[cause])
            page.writeAccess(review.report?.written ?? review.planned, of: cause)
          }
        }
      }
    }
    if review.results != nil { object("summary_planned") { $0.writeAccess(review.planned) } }
    guard let leftOut = review.leftOut else { return }
    object("summary_left_out") { page in
      page.number("tokens", leftOut.tokens)
      page.writeAccess(leftOut.access)
    }
  }

  /// - Parameter cause: Nil for all.
  private mutating func writeAccess(_ access: AccessTally, of cause: Cause? = nil) {
    let count: (Tally) -> Int = { tally in cause.map { tally[$0] } ?? tally.total }
    number("grants", count(access.grants))
    number("revocations", count(access.revocations))
    number("refiltered", count(access.refiltered))
    number("extensions_added", count(access.extensionsAdded))
    number("extensions_removed", count(access.extensionsRemoved))
  }

  /// What files managed before and no longer do.
  private mutating func writeNoLongerManaged(_ all: [Unmanaged]) {
    array("no_longer_managed") { page in
      for unmanaged in all {
        page.object { page in
          page.masked("address", unmanaged.id.rawValue)
          if !unmanaged.keys.isEmpty {
            page.array("keys") { page in
              for key in unmanaged.keys { page.masked(key) }
            }
          }
          page.object("source") { $0.place(unmanaged.position) }
        }
      }
    }
  }

  fileprivate mutating func writeDiagnostics(of review: PlanReview) {
    let plan = review.plan
    array("diagnostics") { page in
      for diagnostic in plan.diagnostics {
        page.object { $0.writeDiagnostic(diagnostic, diagnostic.severity) }
      }
      for refusal in plan.refusals {
        page.object { $0.writeDiagnostic(refusal, review.severity(of: refusal)) }
      }
    }
  }

  private mutating func writeDiagnostic(_ diagnostic: Diagnostic, _ severity: Diagnostic.Severity) {
    word("severity", severity.rawValue)
    word("code", diagnostic.code.rawValue)
    masked("message", diagnostic.message)
    if let help = diagnostic.help { masked("help", help) }
    if let address = diagnostic.address { masked("address", address.rawValue) }
    if let position = diagnostic.position { place(position) }
  }
}

extension RunEnding {
  fileprivate var word: String {
    switch self {
    case .interrupted: "interrupted"
    case .deadline: "deadline"
    case .unauthorized: "unauthorized"
    case .failFast: "fail_fast"
    case .unreachable: "unreachable"
    case .mustWait: "must_wait"
    }
  }
}
