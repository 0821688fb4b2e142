import JSONText
package import PlanDocument
import Planning
import TokenModel

/// Writes a report as JSON, whose keys and their order are documented in `docs/json.md`. ``EarlierReport`` reads it.
package struct AccessReportDocument: Sendable {
  /// The value of `format`, which distinguishes the document from a plan.
  package static let format = "tokenform-access-report"
  /// The version of the format.
  package static let formatVersion = "1.0"

  private let settings: OutputSettings

  /// A writer of documents of a run.
  package init(_ settings: OutputSettings) {
    self.settings = settings
  }

  /// Writes the document without an end of line, with each token on a line of its own.
  package func write(_ report: AccessReport, to output: ChunkedOutput) {
    var page = MaskedJSONWriter(mask: settings.mask, layout: .outline, output: output)
    page.object { page in
      page.word("format", Self.format)
      page.word("format_version", Self.formatVersion)
      page.word("tokenform_version", settings.version)
      page.masked("timestamp", report.madeAt)
      page.masked("endpoint", report.endpoint)
      page.array("accounts") { page in
        for account in report.accounts { page.object { $0.reference(account.id.rawValue, account.name?.string) } }
      }
      if let scope = report.scope {
        page.object("module") { $0.reference(scope.id.rawValue, scope.name?.string) }
      }
      page.object("thresholds") { $0.write(report.rules) }
      page.flag("complete", report.isComplete)
      page.object("summary") { $0.write(ReportSummary(report), of: report) }
      if let changes = report.changes { page.write(changes) }
      page.array("modules") { page in
        for module in report.modules { page.object { $0.write(module) } }
      }
      page.write(report.tokens, of: report.modules)
      page.array("diagnostics") { page in
        for diagnostic in report.diagnostics {
          page.object { $0.writeDiagnostic(diagnostic, diagnostic.severity, settings.options) }
        }
      }
    }
    page.end()
  }
}

extension MaskedJSONWriter {
  fileprivate mutating func write(_ rules: FindingRules) {
    number("unused_days", rules.unusedDays)
    number("ending_within_days", rules.endingWithinDays)
    number("secret_age_days", rules.secretAgeDays)
  }

  /// The counts. A finding that was not looked for, or that the platform's answers do not show, is not listed.
  fileprivate mutating func write(_ summary: ReportSummary, of report: AccessReport) {
    number("tokens", summary.tokens)
    number("grants", summary.grants)
    number("as_declared", summary.byState[.asDeclared] ?? 0)
    number("differs", summary.byState[.differs] ?? 0)
    number("unmanaged", summary.byState[.unmanaged] ?? 0)
    array("statuses") { page in
      for (status, count) in summary.byStatus {
        page.object { page in
          page.masked("status", status)
          page.number("tokens", count)
        }
      }
    }
    array("findings") { page in
      for finding in report.checkedFindings {
        page.object { page in
          page.word("finding", finding.rawValue)
          page.number("tokens", summary[finding].tokens)
          if finding.isOfModules { page.number("grants", summary[finding].modules) }
        }
      }
    }
  }

  fileprivate mutating func write(_ module: AccessReport.NamedModule) {
    reference(module.id.rawValue, module.name?.string)
    if let knows = module.knowsBuyerFilter { flag("knows_buyer_filter", knows) }
    number("tokens", module.holders)
  }

  fileprivate mutating func write(_ tokens: [ReportedToken], of modules: [AccessReport.NamedModule]) {
    let names = Dictionary(modules.map { ($0.id, $0.name?.string) }, uniquingKeysWith: { first, _ in first })
    array("tokens") { page in
      for token in tokens {
        page.object { $0.write(token, names) }
      }
    }
  }

  private mutating func write(_ token: ReportedToken, _ names: [ModuleID: String?]) {
    reference(token.id.rawValue, token.name?.string)
    masked("account", token.account?.rawValue)
    masked("status", token.status?.word)
    writeEvent("created", token.created)
    writeEvent("last_changed", token.changed)
    if case .known(let at) = token.lastUse { masked("last_access_at", at) }
    if case .known(let scope) = token.extensions { writeExtensions(scope) }
    word("state", token.state.rawValue)
    if let position = token.position { object("source") { $0.place(position) } }
    if !token.differing.isEmpty {
      array("differs") { page in for field in token.differing { page.word(field.name) } }
    }
    write(token.findings)
    array("modules") { page in
      for module in token.modules { page.object { $0.write(module, name: names[module.id] ?? nil) } }
    }
  }

  private mutating func write(_ module: ReportedModule, name: String?) {
    reference(module.id.rawValue, name)
    writeFilters(of: module.filters)
    word("state", module.state.rawValue)
    if let position = module.position { object("source") { $0.place(position) } }
    if let set = module.set { masked("set", set) }
    if let until = module.until { word("until", until.description) }
    if let reason = module.reason { masked("reason", reason.string) }
    write(module.findings)
  }

  private mutating func write(_ findings: Findings) {
    array("findings") { page in for finding in findings.list { page.word(finding.rawValue) } }
  }

  /// Null for filters that are not known.
  private mutating func writeFilters(of filters: ModuleFilters?) {
    guard let filters else { return masked("filters", nil) }
    object("filters") { $0.writeFilters(filters) }
  }
}

extension MaskedJSONWriter {
  fileprivate mutating func write(_ changes: AccessChanges) {
    object("changes") { page in
      page.masked("since", changes.since)
      page.number("added", changes.added)
      page.number("removed", changes.removed)
      page.number("gained", changes.gained)
      page.number("lost", changes.lost)
      page.number("refiltered", changes.refiltered)
    }
    array("changed_tokens") { page in
      for token in changes.tokens {
        page.object { $0.write(token) }
      }
    }
  }

  private mutating func write(_ change: TokenAccessChange) {
    reference(change.id.rawValue, change.name?.string)
    word("change", change.kind.rawValue)
    write("gained", change.gained)
    write("lost", change.lost)
    array("refiltered") { page in
      for module in change.refiltered {
        page.object { page in
          page.reference(module.id.rawValue, module.name?.string)
          page.object("before") { $0.writeFilters(module.before) }
          page.object("after") { $0.writeFilters(module.after) }
        }
      }
    }
    guard change.extensions != nil || change.status != nil else { return }
    object("before") { $0.write(change.extensions?.before, status: change.status?.before) }
    object("after") { $0.write(change.extensions?.after, status: change.status?.after) }
  }

  private mutating func write(_ extensions: ExtensionScope?, status: String?) {
    if let extensions { writeExtensions(extensions) }
    if let status { masked("status", status) }
  }

  private mutating func write(_ name: StaticString, _ modules: [SnapshotModule]) {
    array(name) { page in
      for module in modules {
        page.object { page in
          page.reference(module.id.rawValue, module.name?.string)
          page.writeFilters(of: module.filters)
        }
      }
    }
  }
}

extension AccessReport {
  /// The findings that this report looked for and could see.
  package var checkedFindings: [Finding] {
    Finding.allCases.filter { rules.includes($0) && ($0 != .unfiltered || knowsFilters) }
  }
}
