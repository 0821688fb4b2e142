import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  /// The access matrix: a table whose head and first column stay in sight.
  mutating func writeMatrix(of review: PlanReview) {
    let changes = review.plan.changes
    let matrix = AccessMatrix(changes, order: review.order, report: review.report)
    markup("<section>\n<h2 id=\"")
    anchor("matrix")
    markup("\">Access matrix</h2>\n")
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
        <li class="refiltered">~ filters changed</li><li class="kept">kept</li><li>empty: no access</li>
        </ul>

        """)
    } else {
      markup(
        """
        <ul class="legend" aria-label="Legend">
        <li class="granted">+ granted</li><li class="revoked">− revoked</li>
        <li class="refiltered">~ filters changed</li>
        <li class="open">planned, with the outcome</li><li class="kept">kept</li><li>empty: no access</li>
        </ul>

        """)
    }
    let blocks = matrix.columns.indices.blocks(of: AccessMatrix.maximumBlock)
    for (index, block) in blocks.enumerated() {
      writeBlock(block, of: matrix, in: review, number: index, isLast: index + 1 == blocks.count)
    }
    writeUnchanged(matrix.unchanged, changes)
    if matrix.rowsLeftOut > 0 {
      element(
        "<p class=\"left-out\">Omitted from the matrix to keep this page fast: ", counted(matrix.rowsLeftOut, "token"),
        ". All of them are listed below.</p>\n")
    }
    if matrix.columnsLeftOut > 0 {
      element(
        "<p class=\"left-out\">Omitted from the matrix: ", counted(matrix.columnsLeftOut, "module"),
        ". Their changes are listed with each token.</p>\n")
    }
    markup("</section>\n")
  }

  /// Some columns of the matrix as a table of its own, with every row: as many as a printed page has room for.
  private mutating func writeBlock(
    _ block: Range<Int>, of matrix: AccessMatrix, in review: PlanReview, number: Int, isLast: Bool
  ) {
    let changes = review.plan.changes
    let countsOthers = isLast && matrix.countsOthers
    if block.count > AccessMatrix.maximumWords {
      markup("<div class=\"matrix wide\" role=\"region\" aria-label=\"Access matrix")
    } else {
      markup("<div class=\"matrix\" role=\"region\" aria-label=\"Access matrix")
    }
    if number > 0 { text(", from module \(block.lowerBound + 1) on") }
    markup("\" tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\" class=\"corner\">Token</th>")
    for column in matrix.columns[block] { writeColumn(column) }
    if countsOthers { markup("<th scope=\"col\">Other modules</th>") }
    markup("</tr></thead>\n<tbody>\n")
    for row in matrix.rows {
      writeRow(
        row, changes[row], in: matrix, block, countsOthers: countsOthers,
        outcomes: review.report?.outcomes(of: changes[row]))
    }
    markup("</tbody>\n</table>\n</div>\n")
  }

  /// The tokens whose access stays as it is, folded away.
  private mutating func writeUnchanged(_ rows: [Int], _ changes: [TokenChange]) {
    guard !rows.isEmpty else { return }
    element(
      "<details class=\"unchanged\">\n<summary>", "\(counted(rows.count, "token")) whose access does not change",
      "</summary>\n<ul>\n")
    for row in rows {
      markup("<li data-token=\"")
      anchor(ofChange: row)
      markup("\">")
      writeLink(to: row, changes[row])
      writeOtherCauses(changes[row])
      markup("</li>\n")
    }
    markup("</ul>\n</details>\n")
  }

  /// Why a token differs, unless the change under review alone asks for it.
  private mutating func writeOtherCauses(_ change: TokenChange) {
    let causes = change.difference.allCauses
    if causes != .proposed { writeCause(causes) }
  }

  private mutating func writeLink(to row: Int, _ change: TokenChange) {
    markup("<a href=\"#")
    anchor(ofChange: row)
    markup("\">")
    code(change.id.rawValue)
    markup("</a> <span class=\"name\">")
    if let name = change.name { self.name(name.string) } else { markup("(name unknown)") }
    markup("</span>")
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
    _ index: Int, _ change: TokenChange, in matrix: AccessMatrix, _ block: Range<Int>, countsOthers: Bool,
    outcomes: ModuleOutcomes?
  ) {
    markup("<tr data-token=\"")
    anchor(ofChange: index)
    markup("\"><th scope=\"row\">")
    writeLink(to: index, change)
    writeOtherCauses(change)
    if let extensions = change.extensions { element("<small> extensions: ", extensions.scopes, "</small>") }
    if let outcomes { writeOutcome(outcomes.token) }
    markup("</th>")
    let width = block.count + (countsOthers ? 1 : 0)
    if let modules = change.modules {
      let (cells, othersKept) = matrix.cells(of: modules)
      for (cell, column) in zip(cells[block], matrix.columns[block]) { writeCell(cell, outcomes?[column.id]) }
      if countsOthers {
        if othersKept > 0 {
          element("<td class=\"kept others\">", String(othersKept), "<span> kept</span></td>")
        } else {
          markup("<td></td>")
        }
      }
    } else {
      markup("<td class=\"unchanged\" colspan=\"")
      number(width)
      markup("\"><span>modules unchanged</span></td>")
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
    case .kept(nil): markup("<td class=\"kept\"><span>kept</span></td>")
    case .kept(let end?): element("<td class=\"kept\"><span>kept</span> <small>end ", end.verb, "</small></td>")
    case .revoked: markup("<td class=\"revoked\">−<span> revoked</span></td>")
    case .granted(buyers: 0): markup("<td class=\"granted\">+<span> granted</span></td>")
    case .granted(let buyers):
      element("<td class=\"granted\">+<span> granted</span> <small>for ", counted(buyers, "buyer"), "</small></td>")
    case .refiltered(let direction): element("<td class=\"refiltered\">~<span>\u{A0}", direction, "</span></td>")
    }
  }

  /// What was asked for and is not known to hold.
  private mutating func writeOpenCell(_ cell: AccessCell, _ outcome: Outcome) {
    let asked =
      switch cell {
      case .granted: "+ grant planned"
      case .revoked: "− revocation planned"
      case .refiltered: "~ filters planned"
      case .kept, .none: "stored differently"
      }
    element("<td class=\"open\">", asked, "")
    element(" <small>", outcome.words, "</small></td>")
  }
}

extension Range<Int> {
  /// The range in pieces of at most so many elements, all but the last of the same size.
  fileprivate func blocks(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
  }
}
