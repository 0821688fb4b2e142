import PlanDocument
import Planning
import TokenModel

extension HTMLDocument {
  /// Several plans as one page: a table of the accounts, one search form, and each plan folded below them.
  func write(_ overview: PlanOverview, to output: ChunkedOutput) {
    var page = HTMLPage(untrusted, links: PageLinks(base: linkBase, endpoint: ""), output: output)
    page.writeHead(title: "tokenform: \(overview.sentence)")
    page.markup("<body>\n")
    page.writeOverview(overview)
    page.markup("<main>\n")
    let hasChanges = overview.rows.contains { !$0.review.plan.changes.isEmpty }
    if hasChanges {
      page.writeSearchForm(knowsCauses: overview.rows.contains(where: \.review.knowsCauses))
      page.markup("<p id=\"nothing\" hidden>No matching tokens.</p>\n")
    }
    for (index, row) in overview.rows.enumerated() {
      page.begin(plan: index + 1, links: PageLinks(base: linkBase, endpoint: row.review.plan.endpoint))
      page.writeFolded(row)
      write(row.review, into: &page)
      page.markup("</details>\n")
    }
    page.markup("</main>\n")
    page.writeEnd(script: hasChanges ? HTMLScript.text : nil)
  }
}

extension HTMLPage {
  fileprivate mutating func writeOverview(_ overview: PlanOverview) {
    markup("<header class=\"page\">\n<p class=\"kind\">Access plans</p>\n")
    element("<h1>", overview.sentence, "</h1>\n")
    markup(
      """
      <div class="matrix overview" role="region" aria-label="Accounts" tabindex="0">
      <table>
      <thead><tr><th scope="col">Account</th><th scope="col">To update</th>
      """)
    for column in overview.columns {
      markup("<th scope=\"col\">")
      markup(column.title)
      markup("</th>")
    }
    markup("<th scope=\"col\">Verdict</th><th scope=\"col\">Fingerprint</th></tr></thead>\n<tbody>\n")
    for (index, row) in overview.rows.enumerated() {
      markup("<tr><th scope=\"row\"><a href=\"#p")
      number(index + 1)
      markup("\">")
      writeName(of: row)
      markup("</a></th><td>")
      number(row.review.update.total)
      markup("</td>")
      for column in overview.columns { element("<td>", column.count(row.review.planned), "</td>") }
      element("<td>", row.verdict, "</td>")
      element("<td><code>", row.review.fingerprint ?? "none", "</code></td></tr>\n")
    }
    markup("</tbody>\n</table>\n</div>\n</header>\n")
  }

  fileprivate mutating func writeFolded(_ row: PlanOverview.Row) {
    markup("<details class=\"plan\" id=\"p")
    number(planNumber)
    markup("\">\n<summary>")
    writeName(of: row)
    element(": ", "\(row.review.update.total) to update, \(row.verdict)", "</summary>\n")
  }

  private mutating func writeName(of row: PlanOverview.Row) {
    for (index, account) in row.accounts.prefix(3).enumerated() {
      if index > 0 { markup(", ") }
      reference(account.id.rawValue, account.name)
    }
    if row.accounts.count > 3 { text(" and \(row.accounts.count - 3) more") }
    if row.accounts.isEmpty { code(row.path) }
  }
}
