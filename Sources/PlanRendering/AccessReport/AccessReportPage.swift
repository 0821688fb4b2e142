import AccessReport
import PlanDocument
import Planning
import TokenModel

/// A report as one self-contained page: totals, findings, what changed, and the matrix of all access.
struct AccessReportPage {
  private let untrusted: UntrustedText

  init(_ untrusted: UntrustedText) {
    self.untrusted = untrusted
  }

  func write(_ report: AccessReport, to output: ChunkedOutput) {
    let summary = ReportSummary(report)
    let matrix = AccessReportMatrix(report)
    var page = HTMLPage(untrusted, links: PageLinks(base: nil, endpoint: report.endpoint), output: output)
    page.writeHead(
      title: "tokenform report: \(counted(summary.tokens, "token")), \(report.rules.today)",
      addedStyle: AccessReportStyle.text, script: AccessReportScript.text)
    page.markup("<body class=\"report\">\n")
    page.writeSummary(of: report, summary)
    page.markup("<main>\n")
    page.writeDiagnostics(report.diagnostics)
    page.writeFindings(of: report, summary)
    if let changes = report.changes { page.writeChanges(changes) }
    if !report.tokens.isEmpty {
      page.writeSearchForm(for: report, matrix)
      page.writeMatrix(matrix, of: report)
    }
    page.markup("</main>\n")
    page.writeEnd(script: report.tokens.isEmpty ? nil : AccessReportScript.text)
  }
}

extension HTMLPage {
  private static let maximumChanges = 1_000

  fileprivate mutating func writeSummary(of report: AccessReport, _ summary: ReportSummary) {
    markup("<header class=\"page\">\n<p class=\"kind\">Access report</p>\n<div class=\"verdict careful\">\n")
    element(
      "<h1>",
      "\(counted(summary.tokens, "token")) with \(counted(summary.grants, "grant")) of "
        + counted(report.modules.count, "module"), "</h1>\n")
    if let scope = report.scope {
      markup("<p class=\"caution\">Limited to the module ")
      reference(scope.id.rawValue, scope.name)
      markup(".</p>\n")
    }
    element("<p>", "Findings on \(counted(summary.withFindings, "token")).", "</p>\n")
    for caveat in report.caveats { element("<p class=\"caution\">", "\(caveat).", "</p>\n") }
    markup("</div>\n<ul class=\"counts\" aria-label=\"Counts\">\n")
    for state in [TokenDeclaration.State.asDeclared, .differs, .unmanaged] {
      count(summary.byState[state] ?? 0, state.words)
    }
    for (status, tokens) in summary.byStatus.prefix(4) {
      markup("<li><b>")
      number(tokens)
      markup("</b> ")
      if let status { name(status) } else { markup("status not known") }
      markup("</li>\n")
    }
    markup("</ul>\n<dl class=\"facts\">\n<div><dt>Endpoint</dt><dd>")
    code(report.endpoint)
    markup("</dd></div>\n<div><dt>Accounts</dt>")
    writeValues(report.accounts)
    markup("</div>\n<div><dt>Made</dt><dd>")
    time(report.madeAt)
    markup("</dd></div>\n</dl>\n</header>\n")
  }

  private mutating func count(_ count: Int, _ noun: String) {
    markup("<li><b>")
    number(count)
    element("</b> ", noun, "</li>\n")
  }

  fileprivate mutating func writeFindings(of report: AccessReport, _ summary: ReportSummary) {
    markup(
      """
      <section aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <table class="findings">
      <thead><tr><th scope="col">Finding</th><th scope="col">Found</th><th scope="col">Meaning</th></tr></thead>
      <tbody>

      """)
    for finding in report.checkedFindings {
      element("<tr><th scope=\"row\">", finding.rawValue, "</th>")
      element("<td>", report.count(of: finding, in: summary), "</td>")
      element("<td>", report.meaning(of: finding), "</td></tr>\n")
    }
    markup("</tbody>\n</table>\n</section>\n")
  }

  fileprivate mutating func writeChanges(_ changes: AccessChanges) {
    markup("<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">Since ")
    if let since = changes.since { time(since) } else { markup("the earlier report") }
    element("</h2>\n<p>", "\(changes.counts).", "</p>\n<ul class=\"plain\">\n")
    for change in changes.tokens.prefix(Self.maximumChanges) {
      writeChange(change)
    }
    markup("</ul>\n")
    let rest = changes.tokens.count - Self.maximumChanges
    if rest > 0 {
      element("<p class=\"left-out\">… and ", "\(counted(rest, "more token")); the JSON format lists all", "</p>")
    }
    markup("</section>\n")
  }

  private mutating func writeChange(_ change: TokenAccessChange) {
    switch change.kind {
    case .added: markup("<li><b class=\"tag granted\">added</b> ")
    case .removed: markup("<li><b class=\"tag revoked\">removed</b> ")
    case .changed: markup("<li><b class=\"tag refiltered\">changed</b> ")
    }
    reference(change.id.rawValue, change.name)
    markup("<div class=\"modules\">")
    for module in change.gained { writeModule("<p class=\"granted\"><b>+ gained</b> ", module.id, module.name, "") }
    for module in change.lost { writeModule("<p class=\"revoked\"><b>− lost</b> ", module.id, module.name, "") }
    for module in change.refiltered {
      writeModule("<p class=\"refiltered\"><b>~ filters</b> ", module.id, module.name, " \(module.direction)")
    }
    if let extensions = change.extensions {
      element("<p>", "extensions \(extensions.before.words) → \(extensions.after.words)", "</p>")
    }
    if let status = change.status {
      markup("<p>status ")
      name(status.before)
      markup(" → ")
      name(status.after)
      markup("</p>")
    }
    markup("</div></li>\n")
  }

  private mutating func writeModule(_ start: StaticString, _ id: ModuleID, _ name: VerbatimText?, _ rest: String) {
    markup(start)
    reference(id.rawValue, name)
    element("", rest, "</p>")
  }
}

extension TokenDeclaration.State {
  /// As a noun after a number.
  var words: String {
    switch self {
    case .asDeclared: "as declared"
    case .differs: "differ from the files"
    case .unmanaged: "unmanaged"
    }
  }
}
