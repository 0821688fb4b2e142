import AccessReport
import Planning
import TokenModel

/// A report for a comment or a wiki: totals, findings, what changed, and as many tokens as there is room for.
struct AccessReportMarkdown {
  private static let whole = "the CSV format"
  private static let maximumModules = 8

  private let markdown: MarkdownText

  init(_ untrusted: UntrustedText) {
    markdown = MarkdownText(untrusted)
  }

  func text(of report: AccessReport) -> String {
    let head = head(of: report)
    let foot = foot(of: report)
    let sections = [warnings(of: report), changes(in: report), tokens(of: report)].compactMap(\.self)
    let room = MarkdownDocument.maximumSize - head.utf8.count - foot.utf8.count
    return head + sections.fitted(into: room).joined() + foot
  }

  private func head(of report: AccessReport) -> String {
    let summary = ReportSummary(report)
    var text = "## Access report of \(report.rules.today)\n\n"
    text +=
      "**\(counted(summary.tokens, "token")) with \(counted(summary.grants, "grant")) of "
      + "\(counted(report.modules.count, "module"))** · \(report.states(in: summary))\n"
    if let scope = report.scope {
      text += "\nLimited to the module \(markdown.named(scope.id.rawValue, scope.name)).\n"
    }
    text += "\n### Findings, on \(counted(summary.withFindings, "token"))\n\n"
    text += MarkdownText.row(["Finding", "Found", "Meaning"]) + "| --- | --- | --- |\n"
    for finding in report.checkedFindings {
      text += MarkdownText.row([
        finding.rawValue, report.count(of: finding, in: summary), report.meaning(of: finding),
      ])
    }
    for caveat in report.caveats { text += "\n\(caveat).\n" }
    return text
  }

  private func warnings(of report: AccessReport) -> MarkdownSection? {
    guard !report.diagnostics.isEmpty else { return nil }
    return MarkdownSection(
      "\n### Errors and warnings\n\n", total: report.diagnostics.count, noun: "diagnostic", whole: "the JSON format",
      rows: report.diagnostics.lazy.map { diagnostic in
        let place = diagnostic.position.map { " at \(markdown.place($0))" } ?? ""
        return "- **\(diagnostic.code.rawValue)**\(place): \(markdown.sentence(diagnostic.message))\n"
      })
  }

  private func changes(in report: AccessReport) -> MarkdownSection? {
    guard let changes = report.changes else { return nil }
    let since = changes.since.map(markdown.time) ?? "the earlier report"
    return MarkdownSection(
      "\n### Since \(since)\n\n\(changes.counts).\n\n"
        + MarkdownText.row(["Token", "", "Gained", "Lost", "Filters changed", "Other"])
        + "| --- | --- | --- | --- | --- | --- |\n",
      total: changes.tokens.count, noun: "token", whole: "the JSON format",
      rows: changes.tokens.lazy.map { change in
        MarkdownText.row([
          markdown.named(change.id.rawValue, change.name), change.kind.rawValue,
          modules(change.gained.map { name($0.id, $0.name) }), modules(change.lost.map { name($0.id, $0.name) }),
          modules(change.refiltered.map { "\(name($0.id, $0.name)) (\($0.direction))" }), besides(change),
        ])
      })
  }

  private func besides(_ change: TokenAccessChange) -> String {
    let parts = [
      change.extensions.map { "extensions \($0.before.words) → \($0.after.words)" },
      change.status.map { "status \(markdown.word($0.before)) → \(markdown.word($0.after))" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  private func tokens(of report: AccessReport) -> MarkdownSection? {
    guard !report.tokens.isEmpty else { return nil }
    let names = report.moduleNames
    return MarkdownSection(
      "Tokens, most findings first",
      columns: ["Token", "Findings", "Modules", "Extensions", "Status", "Last used", "Created", "Changed", "Declared"],
      total: report.tokens.count, noun: "token", whole: Self.whole,
      rows: report.order.lazy.map { row(report.tokens[$0], names) })
  }

  private func row(_ token: ReportedToken, _ names: [ModuleID: VerbatimText]) -> [String] {
    let held = token.modules.map { module in
      name(module.id, names[module.id]) + (module.filters?.isEmpty == true ? "" : " (\(module.reach))")
    }
    return [
      markdown.named(token.id.rawValue, token.name), token.findings.list.map(\.rawValue).joined(separator: ", "),
      modules(held), token.extensions.value?.words ?? "not known",
      token.status.map { markdown.word($0.word) } ?? "not known", lastUse(token.lastUse), event(token.created),
      event(token.changed), declared(token),
    ]
  }

  private func modules(_ all: [String]) -> String {
    all.list(upTo: Self.maximumModules) { $0 }
  }

  private func name(_ id: ModuleID, _ name: VerbatimText?) -> String {
    name.map { markdown.quoted($0.string) } ?? markdown.word(id.rawValue)
  }

  private func lastUse(_ time: Fetched<String?>) -> String {
    switch time {
    case .known(let at?): markdown.time(at)
    case .known(nil): "never"
    case .omitted: "not known"
    }
  }

  private func event(_ event: LastChange?) -> String {
    guard let event, event.isKnown else { return "not known" }
    let author = event.byName.map { markdown.quoted($0, columns: 40) } ?? event.byID.map(markdown.word)
    return [event.at.map(markdown.time), author.map { "by \($0)" }].compactMap(\.self).joined(separator: " ")
  }

  private func declared(_ token: ReportedToken) -> String {
    let place = token.position.map(markdown.place)
    switch token.state {
    case .asDeclared: return place ?? ""
    case .differs: return "differs from \(place ?? ""): \(token.differing.map(\.name).joined(separator: ", "))"
    case .unmanaged: return place.map { "unmanaged: no `modules` at \($0)" } ?? "unmanaged"
    }
  }

  private func foot(of report: AccessReport) -> String {
    var origin = report.endpoint.isEmpty ? [] : [MarkdownText.code(markdown.untrusted.sentence(report.endpoint))]
    let most = 10
    origin += report.accounts.prefix(most).map { markdown.named($0.id.rawValue, $0.name) }
    if report.accounts.count > most { origin.append(counted(report.accounts.count - most, "more account")) }
    origin.append("made \(markdown.time(report.madeAt))")
    return "\n---\n\n" + origin.joined(separator: " · ") + "\n"
  }
}
