import Planning
package import TokenModel

/// Writes the machine format, whose keys and their order are documented in `docs/json.md`.
package struct PlanDocumentWriter: Sendable {
  /// The version of the format, as every document and saved plan has it.
  package static let formatVersion = "3.0"

  let settings: OutputSettings

  /// A writer of documents of a run.
  package init(_ settings: OutputSettings) {
    self.settings = settings
  }

  /// Writes the document without an end of line.
  package func write(_ subject: RenderedSubject, to output: ChunkedOutput) {
    var page = MaskedJSONWriter(mask: settings.mask, output: output)
    page.object { writeMembers(of: subject, to: &$0) }
    page.end()
  }

  /// Writes the members of the document into an object.
  func writeMembers(of subject: RenderedSubject, to page: inout MaskedJSONWriter) {
    page.word("format_version", Self.formatVersion)
    page.word("tokenform_version", settings.version)
    page.writePlan(subject, PlanFigures(subject))
    page.writeDiagnostics(of: subject, settings.options)
  }

  /// The document as UTF-8, without an end of line.
  package func bytes(of subject: RenderedSubject) -> [UInt8] {
    var bytes: [UInt8] = []
    write(subject, to: ChunkedOutput { bytes += $0 })
    return bytes
  }
}

extension MaskedJSONWriter {
  fileprivate mutating func writePlan(_ subject: RenderedSubject, _ figures: PlanFigures) {
    let plan = subject.plan
    masked("timestamp", plan.madeAt)
    masked("endpoint", plan.endpoint)
    array("accounts") { page in
      for account in plan.accounts { page.object { $0.reference(account.id.rawValue, account.name?.string) } }
    }
    if let narrowing = plan.narrowing { object("selection") { $0.writeSelection(narrowing) } }
    word("fingerprint", figures.fingerprint)
    flag("complete", plan.isComplete)
    object("summary") { $0.writeSummary(of: subject, figures) }
    writeFurtherCounts(of: subject, figures)
    writeChanges("resource_changes", plan.changes, figures.report)
    if !plan.leftOut.isEmpty {
      writeChanges(plan.narrowing?.isEndedOnly == true ? "resource_left_out" : "resource_drift", plan.leftOut)
    }
    writeFindings(of: plan)
    writePlannedValues(plan.planned)
    if let unmanaged = plan.unmanaged {
      array("unmanaged") { page in
        for token in unmanaged { page.object { $0.reference(token.id.rawValue, token.name?.string) } }
      }
    }
    if case .dryRun(_, let requests) = subject { writeRequests(requests) }
    if let report = subject.results {
      writeResults(report.results)
      if !report.isConverged { word("fingerprint_left", figures.fingerprintLeft) }
      if let ending = report.ending { word("ended_early", ending.word) }
    }
  }

  private mutating func writeSelection(_ narrowing: PlanNarrowing) {
    array("targets") { page in for id in narrowing.targets { page.masked(id.rawValue) } }
    array("excluded") { page in for id in narrowing.excluded { page.masked(id.rawValue) } }
    flag("proposed_only", narrowing.isProposedOnly)
    flag("ended_only", narrowing.isEndedOnly)
    number("selected", narrowing.selected)
    number("named", narrowing.named)
  }

  /// The counts. In a report those of modules are of what was written, and what the plan asked for is beside them.
  private mutating func writeSummary(of subject: RenderedSubject, _ figures: PlanFigures) {
    number("update", figures.update.total)
    number("unchanged", subject.plan.unchanged)
    number("missing", subject.plan.missing.count)
    writeAccess(figures.report?.written ?? figures.planned)
    for cause in figures.causes { number(cause, figures.update[cause]) }
    if !subject.plan.movedEnds.isEmpty { number("moved_ends", subject.plan.movedEnds.count) }
    if let leftOut = figures.leftOut { number(leftOut.isDrift ? "drifted" : "left_out", leftOut.onlyLeftOut) }
    guard let results = subject.results else { return }
    for outcome in Outcome.allCases { number(outcome, results.count(outcome)) }
  }

  /// Beside the summary, which is one level of integers.
  private mutating func writeFurtherCounts(of subject: RenderedSubject, _ figures: PlanFigures) {
    if !figures.causes.isEmpty {
      object("summary_by_cause") { page in
        for cause in figures.causes {
          page.object(cause) { page in
            page.number("update", figures.update[cause])
            page.writeAccess(figures.report?.written ?? figures.planned, of: cause)
          }
        }
      }
    }
    if subject.results != nil { object("summary_planned") { $0.writeAccess(figures.planned) } }
    guard let leftOut = figures.leftOut else { return }
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

  fileprivate mutating func writeDiagnostics(of subject: RenderedSubject, _ options: OptionNames) {
    let plan = subject.plan
    array("diagnostics") { page in
      for diagnostic in plan.diagnostics {
        page.object { $0.writeDiagnostic(diagnostic, diagnostic.severity, options) }
      }
      for refusal in plan.refusals {
        page.object { $0.writeDiagnostic(refusal, subject.severity(of: refusal), options) }
      }
    }
  }
}

extension MaskedJSONWriter {
  /// The members of a diagnostic.
  package mutating func writeDiagnostic(
    _ diagnostic: Diagnostic, _ severity: Diagnostic.Severity, _ options: OptionNames
  ) {
    word("severity", severity.rawValue)
    word("code", diagnostic.code.rawValue)
    masked("message", diagnostic.message)
    if let help = diagnostic.help { masked("help", help.text(options)) }
    if let address = diagnostic.address { masked("address", address.rawValue) }
    if let position = diagnostic.position { place(position) }
  }
}

extension EarlyExit {
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
