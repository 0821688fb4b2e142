import AccessReport
import Planning
import TokenModel

extension TextPage {
  private static let maximumReported = 20
  private static let maximumExtensions = 2

  /// A report of access: totals and findings, what changed, and the tokens that need most attention.
  mutating func writeReport(_ report: AccessReport) {
    let summary = ReportSummary(report)
    writeHead(of: report)
    line()
    writeWrapped(
      "\(counted(summary.tokens, "token")) with \(counted(summary.grants, "grant")) of "
        + "\(counted(report.modules.count, "module")).", paint: .bold)
    guard !report.tokens.isEmpty || report.changes != nil else { return }
    line("\(report.states(in: summary)).")
    let statuses = summary.byStatus.map { "\($0.count) \($0.status.map(untrusted.word) ?? "of unknown status")" }
    if !statuses.isEmpty { line("\(statuses.joined(separator: ", ")).") }
    writeFindings(of: report, summary)
    if let changes = report.changes { writeChanges(changes) }
    writeTokens(of: report)
  }

  private mutating func writeHead(of report: AccessReport) {
    line(style.paint("Access report of \(report.rules.today)", .bold))
    line(untrusted.sentence(report.endpoint), indent: 2)
    for account in report.accounts.prefix(10) {
      line(
        untrusted.word(account.id.rawValue)
          + (account.name.map { " " + untrusted.quoted($0.string, columns: 48) } ?? ""),
        indent: 2)
    }
    let rest = report.accounts.count - 10
    if rest > 0 { line("… and \(counted(rest, "more account"))", indent: 2) }
    if let scope = report.scope { line("limited to the module \(name(of: scope))", indent: 2) }
  }

  private func name(of module: AccessReport.NamedModule) -> String {
    untrusted.word(module.id.rawValue) + (module.name.map { " " + untrusted.quoted($0.string, columns: 48) } ?? "")
  }

  private mutating func writeFindings(of report: AccessReport, _ summary: ReportSummary) {
    line()
    line(style.paint("Findings, on \(counted(summary.withFindings, "token")):", .bold))
    let findings = report.checkedFindings
    let counts = findings.map { report.count(of: $0, in: summary) }
    let nameColumns = findings.map(\.rawValue.count).max() ?? 0
    let countColumns = counts.map(\.count).max() ?? 0
    for (finding, count) in zip(findings, counts) {
      let paint: TextStyle.Paint? = summary[finding].tokens > 0 ? .magenta : nil
      let name = finding.rawValue.padded(to: nameColumns) + "  "
      if style.isNarrow {
        line(style.paint(name + count, paint), indent: 2)
        line(report.meaning(of: finding), indent: 4)
      } else {
        line(
          style.paint(name + count.padded(to: countColumns), paint) + "  " + report.meaning(of: finding), indent: 2)
      }
    }
    for caveat in report.caveats { writeWrapped("\(caveat).") }
  }

  private mutating func writeChanges(_ changes: AccessChanges) {
    line()
    let since = changes.since.map { readableTime($0) ?? untrusted.word($0) } ?? "the earlier report"
    line(style.paint("Since \(since):", .bold))
    writeWrapped("\(changes.counts).")
    for change in changes.tokens.prefix(Self.maximumReported) { writeChange(change) }
    let rest = changes.tokens.count - Self.maximumReported
    if rest > 0 { line("… and \(counted(rest, "more token")); the JSON format lists all", indent: 2) }
  }

  private mutating func writeChange(_ change: TokenAccessChange) {
    let sign: Sign = change.kind == .added ? .added : change.kind == .removed ? .removed : .changed
    line(style.paint("\(sign.rawValue) \(token(change.id, change.name))", sign.paint), indent: 2)
    let rows: [(String, [String])] = [
      ("gained", change.gained.map { label($0.id, $0.name) }), ("lost", change.lost.map { label($0.id, $0.name) }),
      ("filters changed", change.refiltered.map { "\(label($0.id, $0.name)) (\($0.direction))" }),
    ]
    for (word, modules) in rows where !modules.isEmpty {
      list(modules, of: modules.count, lead: "\(word) ", indent: 6, maximumRows: 2, more: "module")
    }
    if let extensions = change.extensions {
      line("extensions \(extensions.before.words) → \(extensions.after.words)", indent: 6)
    }
    if let status = change.status {
      line("status \(untrusted.word(status.before)) → \(untrusted.word(status.after))", indent: 6)
    }
  }

  private mutating func writeTokens(of report: AccessReport) {
    guard !report.tokens.isEmpty else { return }
    let names = report.moduleNames
    line()
    line(style.paint("Tokens, most findings first:", .bold))
    for index in report.order.prefix(Self.maximumReported) {
      line()
      writeToken(report.tokens[index], names, report)
    }
    let rest = report.tokens.count - Self.maximumReported
    guard rest > 0 else { return }
    line()
    line("… and \(counted(rest, "more token")); the CSV, JSON and HTML formats list all")
  }

  private mutating func writeToken(_ token: ReportedToken, _ names: [ModuleID: VerbatimText], _ report: AccessReport) {
    let findings = token.findings
    line(style.paint(self.token(token.id, token.name), .bold))
    if !findings.isEmpty {
      writeFindings(findings, of: token, report)
    }
    if token.modules.isEmpty {
      line("no modules", indent: 2)
    } else {
      list(
        token.modules.map { module in
          label(module.id, names[module.id]) + (module.filters?.isEmpty == true ? "" : " (\(module.reach))")
        }, of: token.modules.count, lead: "\(counted(token.modules.count, "module")): ", indent: 2, maximumRows: 2,
        more: "module")
    }
    var facts = ["extensions: \(extensions(token.extensions))"]
    if token.status != .active { facts.append("status \(token.status.map { untrusted.word($0.word) } ?? "not known")") }
    facts.append(lastUse(token.lastUse))
    line(facts.joined(separator: ", "), indent: 2)
    if let created = token.created, created.isKnown { line("created \(event(created))", indent: 2) }
    if let changed = token.changed, changed != token.created, changed.isKnown {
      line("changed \(event(changed))", indent: 2)
    }
    let place = token.position.map { untrusted.place($0) }
    switch token.state {
    case .asDeclared: line("declared in \(place ?? "a file")", indent: 2)
    case .differs:
      line("differs from \(place ?? "a file"): \(token.differing.map(\.name).joined(separator: ", "))", indent: 2)
    case .unmanaged: line(place.map { "unmanaged: \($0) has no `modules`" } ?? "unmanaged: in no file", indent: 2)
    }
  }

  private mutating func writeFindings(_ findings: Findings, of token: ReportedToken, _ report: AccessReport) {
    let words = findings.list.map { finding in
      switch finding {
      case .unused:
        guard let time = token.lastUse.value ?? nil, let days = report.rules.days(since: time) else { return "unused" }
        return "unused for \(counted(days, "day"))"
      case _ where finding.isOfModules:
        return "\(token.modules.count { $0.findings.contains(finding) }) \(finding.rawValue)"
      default: return finding.rawValue
      }
    }
    line(style.paint(words.joined(separator: ", "), .magenta), indent: 2)
  }

  private func token(_ id: TokenID, _ name: VerbatimText?) -> String {
    "\(untrusted.word(id.rawValue)) " + (name.map { untrusted.quoted($0.string, columns: 56) } ?? "(name unknown)")
  }

  /// A module by its name if it is known, otherwise by its id.
  private func label(_ id: ModuleID, _ name: VerbatimText?) -> String {
    name.map { untrusted.quoted($0.string, columns: 40) } ?? untrusted.word(id.rawValue)
  }

  private func event(_ event: LastChange) -> String {
    let author = event.byName.map { untrusted.quoted($0, columns: 32) } ?? event.byID.map(untrusted.word)
    return [event.at.map { readableTime($0) ?? untrusted.word($0) }, author.map { "by \($0)" }].compactMap(\.self)
      .joined(separator: " ")
  }

  private func extensions(_ scope: Fetched<ExtensionScope>) -> String {
    guard case .known(.only(let ids)) = scope, !ids.isEmpty else { return scope.value?.words ?? "not known" }
    return ids.list(upTo: Self.maximumExtensions) { untrusted.word($0.rawValue) }
  }

  private func lastUse(_ time: Fetched<String?>) -> String {
    switch time {
    case .known(let at?): "last used \(readableTime(at) ?? untrusted.word(at))"
    case .known(nil): "never used"
    case .omitted: "last use not known"
    }
  }
}
