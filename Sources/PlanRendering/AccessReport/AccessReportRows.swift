import AccessReport
import Planning
import TokenModel

extension HTMLPage {
  /// The matrix in several tables. All but the first are folded, so that the page is ready before they are laid out.
  mutating func writeMatrix(_ matrix: AccessReportMatrix, of report: AccessReport) {
    markup(
      """
      <section aria-labelledby="matrix">
      <h2 id="matrix">Who has what</h2>
      <ul class="legend" aria-label="Legend">
      <li>all: no filter</li><li>number: limited to that many buyers</li><li>empty: no access</li>
      <li class="refiltered">coloured: with a finding</li><li>≠ differs from the files</li>
      </ul>

      """)
    writeLeftOut(matrix)
    for start in stride(from: 0, to: matrix.rows.count, by: AccessReportMatrix.rowsPerTable) {
      let end = min(start + AccessReportMatrix.rowsPerTable, matrix.rows.count)
      markup(start == 0 ? "<details class=\"part\" open>" : "<details class=\"part\">")
      element("<summary>", "Tokens \(start + 1) to \(end)", "</summary>\n")
      element(
        "<div class=\"matrix\" role=\"region\" tabindex=\"0\" aria-label=\"", "Tokens \(start + 1) to \(end)", "\">\n")
      markup("<table>\n")
      writeColumns(matrix)
      markup("<tbody>\n")
      for index in matrix.rows[start..<end] {
        writeRow(report.tokens[index], matrix, report.rules)
      }
      markup("</tbody>\n</table>\n</div>\n</details>\n")
    }
    markup("<p id=\"nothing\" hidden>No matching tokens.</p>\n</section>\n")
  }

  private mutating func writeLeftOut(_ matrix: AccessReportMatrix) {
    guard matrix.rowsLeftOut > 0 || matrix.columnsLeftOut > 0 else { return }
    let parts = [
      matrix.rowsLeftOut > 0 ? "\(counted(matrix.rowsLeftOut, "token")) with the fewest findings" : nil,
      matrix.columnsLeftOut > 0 ? "\(counted(matrix.columnsLeftOut, "module")) that the fewest tokens have" : nil,
    ]
    element(
      "<p class=\"caution\">Omitted to keep this page fast: ", parts.compactMap(\.self).joined(separator: "; "),
      ". The CSV format lists everything.</p>\n")
  }

  private mutating func writeColumns(_ matrix: AccessReportMatrix) {
    markup(
      """
      <thead><tr><th scope="col" class="corner">Token</th><th scope="col">Declared</th><th scope="col">Findings</th>\
      <th scope="col">Last used</th><th scope="col">Created</th><th scope="col">Changed</th><th scope="col">Extensions</th>
      """)
    for column in matrix.columns {
      markup("<th scope=\"col\" class=\"module\"><span>")
      if let name = column.name {
        self.name(name.string)
        markup(" ")
      }
      code(column.id.rawValue)
      element(" <small>", counted(column.holders, "token"), "</small></span></th>")
    }
    markup("</tr></thead>\n")
  }

  private mutating func writeRow(_ token: ReportedToken, _ matrix: AccessReportMatrix, _ rules: FindingRules) {
    let findings = token.findings
    writeRowStart(token, findings, matrix, rules)
    markup("<td>")
    if let position = token.position { place(position) }
    switch token.state {
    case .asDeclared: break
    case .differs:
      element(
        " <span class=\"tag refiltered\">differs</span> <small>", token.differing.map(\.name).joined(separator: ", "),
        "</small>")
    case .unmanaged: markup(" <span class=\"tag refiltered\">unmanaged</span>")
    }
    element("</td><td>", findings.list.map(\.rawValue).joined(separator: ", "), "</td><td>")
    switch token.lastUse {
    case .known(let at?): time(at)
    case .known(nil): markup("never")
    case .omitted: markup("not known")
    }
    markup("</td><td>")
    event(token.created)
    markup("</td><td>")
    event(token.changed)
    element("</td><td>", token.extensions.value?.words ?? "not known", "</td>")
    writeCells(of: token, matrix)
    markup("</tr>\n")
  }

  private mutating func writeRowStart(
    _ token: ReportedToken, _ findings: Findings, _ matrix: AccessReportMatrix, _ rules: FindingRules
  ) {
    markup("<tr data-file=\"")
    if let index = token.position.flatMap({ matrix.index(of: $0.file) }) { number(index) } else { markup("-") }
    element("\" data-state=\"", token.state.rawValue, "\" data-findings=\"")
    text(findings.list.map(\.rawValue).joined(separator: " "))
    element("\" data-use=\"", use(token.lastUse, rules), "\" data-modules=\"")
    text(token.modules.compactMap { matrix.column(of: $0.id) }.map(String.init).joined(separator: " "))
    markup("\"><th scope=\"row\">")
    code(token.id.rawValue)
    markup(" <span class=\"name\">")
    if let name = token.name { self.name(name.string) } else { markup("(name unknown)") }
    markup("</span>")
    if token.status != .active {
      markup(" <span class=\"tag refiltered\">")
      if let status = token.status { name(status.word) } else { markup("status not known") }
      markup("</span>")
    }
    markup("</th>")
  }

  private func use(_ time: Fetched<String?>, _ rules: FindingRules) -> String {
    switch time {
    case .omitted: "unknown"
    case .known(nil): "never"
    case .known(let at?): rules.days(since: at).map { $0 >= rules.unusedDays ? "old" : "recent" } ?? "unknown"
    }
  }

  private mutating func event(_ event: LastChange?) {
    guard let event, event.isKnown else { return markup("not known") }
    if let at = event.at { time(at) }
    guard let author = event.byName ?? event.byID else { return }
    markup(" <small>by ")
    name(author)
    markup("</small>")
  }

  /// A cell for each column.
  private mutating func writeCells(of token: ReportedToken, _ matrix: AccessReportMatrix) {
    let held = token.modules.compactMap { module in matrix.column(of: module.id).map { ($0, module) } }
    var next = 0
    for (column, module) in held.sorted(by: { $0.0 < $1.0 }) {
      writeGap(column - next)
      writeCell(module)
      next = column + 1
    }
    writeGap(matrix.columns.count - next)
  }

  private mutating func writeGap(_ count: Int) {
    for _ in 0..<count { markup("<td></td>") }
  }

  private static let maximumBuyers = 20

  private mutating func writeCell(_ module: ReportedModule) {
    markup(module.findings.isEmpty ? "<td" : "<td class=\"refiltered\"")
    writeTitle(of: module)
    markup(">")
    if let filters = module.filters {
      if filters.isEmpty { markup("all") } else { number(filters.buyers.count) }
    } else {
      markup("?")
    }
    if module.state == .differs { markup(" ≠") }
    if let until = module.until { element(" <small>until ", until.description, "</small>") }
    markup("</td>")
  }

  /// What a cell has no room for: buyers, set, reason and findings.
  private mutating func writeTitle(of module: ReportedModule) {
    var parts = module.findings.list.map(\.rawValue)
    if let buyers = module.filters?.buyers, !buyers.isEmpty {
      parts.append(buyers.list(upTo: Self.maximumBuyers, \.rawValue))
    }
    if let set = module.set { parts.append("by set \(set)") }
    if let reason = module.reason { parts.append(reason.string) }
    guard !parts.isEmpty else { return }
    markup(" title=\"")
    sentence(parts.joined(separator: "; "))
    markup("\"")
  }
}
