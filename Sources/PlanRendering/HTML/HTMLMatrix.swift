import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  /// The access matrix: a table whose head and first column stay in sight.
  mutating func writeMatrix(of review: PlanReview) {
    let changes = review.plan.changes
    let matrix = AccessMatrix(changes, order: review.order, report: review.report)
    markup("<section>\n<h2 id=\"matrix\">Access matrix</h2>\n")
    guard !matrix.columns.isEmpty else {
      if review.planned.hasExtensions {
        markup("<p>No token's modules change; extensions do.</p>\n</section>\n")
      } else {
        markup("<p>No token's access changes; only texts do.</p>\n</section>\n")
      }
      return
    }
    if review.report == nil {
      markup(
        """
        <ul class="legend" aria-label="Legend">
        <li class="granted">+ granted</li><li class="revoked">− revoked</li>
        <li class="refiltered">~ stays, with other filters</li><li class="kept">kept</li><li>empty: not held</li>
        </ul>

        """)
    } else {
      markup(
        """
        <ul class="legend" aria-label="Legend">
        <li class="granted">+ granted</li><li class="revoked">− revoked</li>
        <li class="refiltered">~ stays, with other filters</li>
        <li class="open">asked for, with what came of it</li><li class="kept">kept</li><li>empty: not held</li>
        </ul>

        """)
    }
    markup(
      """
      <div class="matrix" role="region" aria-labelledby="matrix" tabindex="0">
      <table>
      <thead><tr><th scope="col" class="corner">Token</th>
      """)
    for column in matrix.columns { writeColumn(column) }
    if matrix.countsOthers { markup("<th scope=\"col\">Other modules</th>") }
    markup("</tr></thead>\n<tbody>\n")
    for row in matrix.rows {
      writeRow(row, changes[row], in: matrix, outcomes: review.report?.outcomes(of: changes[row]))
      flushIfNeeded()
    }
    markup("</tbody>\n</table>\n</div>\n")
    if matrix.rowsLeftOut > 0 {
      element(
        "<p class=\"left-out\">Left out of the matrix to keep this page fast: ", counted(matrix.rowsLeftOut, "token"),
        ". All of them are listed below.</p>\n")
    }
    if matrix.columnsLeftOut > 0 {
      element(
        "<p class=\"left-out\">Left out of the matrix: ", counted(matrix.columnsLeftOut, "module"),
        ". What changes in them is listed with each token.</p>\n")
    }
    markup("</section>\n")
  }

  private mutating func writeColumn(_ column: AccessMatrix.Column) {
    markup("<th scope=\"col\">")
    if let name = column.name {
      markup("<span class=\"name\">")
      self.name(name.string)
      markup("</span> ")
    }
    code(column.id.rawValue)
    let counts = [("+", column.grants), ("−", column.revocations), ("~", column.refiltered)].filter { $0.1 > 0 }
    if !counts.isEmpty {
      element(" <small>", counts.map { "\($0)\($1)" }.joined(separator: " "), "</small>")
    }
    markup("</th>")
  }

  private mutating func writeRow(
    _ index: Int, _ change: TokenChange, in matrix: AccessMatrix, outcomes: ModuleOutcomes?
  ) {
    markup("<tr data-token=\"t")
    number(index + 1)
    markup("\"><th scope=\"row\"><a href=\"#t")
    number(index + 1)
    markup("\">")
    code(change.id.rawValue)
    markup("</a> <span class=\"name\">")
    if let name = change.name { self.name(name.string) } else { markup("(name unknown)") }
    markup("</span>")
    if let cause = change.cause, cause != .proposed { writeCause(cause) }
    if let extensions = change.extensions { element("<small> extensions: ", extensions.scopes, "</small>") }
    if let outcomes { writeOutcome(outcomes.token) }
    markup("</th>")
    let width = matrix.columns.count + (matrix.countsOthers ? 1 : 0)
    if let modules = change.modules {
      let (cells, othersKept) = matrix.cells(of: modules)
      for (cell, column) in zip(cells, matrix.columns) { writeCell(cell, outcomes?[column.id]) }
      if matrix.countsOthers {
        if othersKept > 0 { element("<td class=\"kept\">", "\(othersKept) kept", "</td>") } else { markup("<td></td>") }
      }
    } else {
      markup("<td class=\"unchanged\" colspan=\"")
      number(width)
      if change.extensions == nil {
        markup("\"><span>access unchanged</span></td>")
      } else {
        markup("\"><span>modules unchanged</span></td>")
      }
    }
    markup("</tr>\n")
  }

  /// - Parameter outcome: How that part ended; nil if nothing was tried.
  private mutating func writeCell(_ cell: AccessCell, _ outcome: Outcome?) {
    if let outcome, outcome == .notConverged || !outcome.isDone && cell.isChange {
      return writeOpenCell(cell, outcome)
    }
    switch cell {
    case .none: markup("<td></td>")
    case .kept: markup("<td class=\"kept\">kept</td>")
    case .revoked: markup("<td class=\"revoked\">− revoked</td>")
    case .granted(buyers: 0): markup("<td class=\"granted\">+ granted</td>")
    case .granted(let buyers):
      element("<td class=\"granted\">+ granted <small>for ", counted(buyers, "buyer"), "</small></td>")
    case .refiltered(let direction): element("<td class=\"refiltered\">~\u{A0}", direction, "</td>")
    }
  }

  /// What was asked for and is not known to hold.
  private mutating func writeOpenCell(_ cell: AccessCell, _ outcome: Outcome) {
    let asked =
      switch cell {
      case .granted: "+ grant asked"
      case .revoked: "− revocation asked"
      case .refiltered: "~ filters asked"
      case .kept, .none: "stored otherwise"
      }
    element("<td class=\"open\">", asked, "")
    element(" <small>", outcome.words, "</small></td>")
  }
}
