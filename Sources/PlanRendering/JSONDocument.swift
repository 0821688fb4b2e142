import Planning
import TokenModel

/// The machine format, whose keys and their order are documented in `docs/json.md`.
struct JSONDocument {
  let mask: SecretMask
  let version: String

  /// Writes the document without an end of line.
  func write(_ subject: RenderedSubject, to outlet: Outlet) {
    var page = JSONPage(mask: mask, outlet: outlet)
    page.object { page in
      page.word("format_version", Renderer.formatVersion)
      page.word("tokenform_version", version)
      page.writePlan(subject)
      page.writeDiagnostics(of: subject)
    }
    page.end()
  }
}

extension JSONPage {
  fileprivate mutating func writePlan(_ subject: RenderedSubject) {
    let plan = subject.plan
    masked("timestamp", plan.madeAt)
    masked("endpoint", plan.endpoint)
    array("accounts") { page in
      for account in plan.accounts { page.object { $0.reference(account.id.rawValue, account.name?.string) } }
    }
    word("fingerprint", plan.fingerprint)
    flag("complete", plan.isComplete)
    object("summary") { $0.writeSummary(of: subject) }
    writeChanges("resource_changes", plan.changes)
    if !plan.drift.isEmpty { writeChanges("resource_drift", plan.drift) }
    if !plan.noLongerManaged.isEmpty { writeNoLongerManaged(plan.noLongerManaged) }
    if let uncovered = plan.uncovered {
      array("unmanaged") { page in
        for token in uncovered { page.object { $0.reference(token.id.rawValue, token.name?.string) } }
      }
    }
    if case .dryRun(_, let requests) = subject { writeRequests(requests) }
    if let report = subject.reportOrNothingDone {
      writeResults(report.results)
      if !report.isConverged { word("fingerprint_left", plan.left(after: report).fingerprint) }
      if let ending = report.ending { word("ended_early", ending.word) }
    }
  }

  private mutating func writeSummary(of subject: RenderedSubject) {
    let summary = subject.plan.summary
    number("update", summary.update)
    number("unchanged", summary.unchanged)
    number("missing", summary.missing)
    number("grants", summary.grants)
    number("revocations", summary.revocations)
    number("refiltered", summary.refiltered)
    guard let report = subject.reportOrNothingDone else { return }
    for outcome in Outcome.allCases { number(outcome, report.count(outcome)) }
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

  fileprivate mutating func writeDiagnostics(of subject: RenderedSubject) {
    let plan = subject.plan
    array("diagnostics") { page in
      for diagnostic in plan.diagnostics {
        page.object { $0.writeDiagnostic(diagnostic, diagnostic.severity) }
      }
      for refusal in plan.refusals {
        page.object { $0.writeDiagnostic(refusal, subject.isApply || refusal.code.endsPlan ? .error : .warning) }
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

extension RenderedSubject {
  /// The report of an apply: an empty one where there was nothing to update.
  fileprivate var reportOrNothingDone: ApplyReport? {
    if case .planToApply(let plan) = self, plan.isApplicable, plan.changes.isEmpty {
      ApplyReport(results: [])
    } else {
      report
    }
  }
}

extension RunEnding {
  fileprivate var word: String {
    switch self {
    case .interrupted: "interrupted"
    case .deadline: "deadline"
    case .unauthorized: "unauthorized"
    case .failFast: "fail_fast"
    }
  }
}
