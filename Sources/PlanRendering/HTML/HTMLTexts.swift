import Planning
import TokenModel

extension HTMLPage {
  /// The most columns of one line and the most lines that are removed or added in one place.
  private static let columns = 600
  private static let maximumLines = 200

  /// A text and what it becomes, line by line if it has several lines. Every line is quoted.
  mutating func writeText(_ pair: TextPair, cause: Cause? = nil) {
    let old = mask.masking(pair.old?.string ?? "")
    let new = mask.masking(pair.new?.string ?? "")
    let confusability = Confusability(of: old, and: new)
    element("<div class=\"text\"><h4>", pair.field.rawValue, "</h4>")
    if let cause { writeCause(Causes(cause)) }
    if pair.relation == .mismatch { markup("<span class=\"note\">− planned, + stored</span>") }
    if let remark = confusability.remark { element("<span class=\"note\">", remark, "</span>") }
    markup("<div class=\"lines\">")
    let isWhole = TextDifference.isShownWhole(old, new)
    for row in TextDifference(from: old, to: new, isWhole: isWhole, maximumLines: Self.maximumLines).rows {
      write(row, as: confusability.escaping, isWhole: isWhole)
    }
    markup("</div></div>\n")
  }

  private mutating func write(_ row: TextDifference.Row, as escaping: Escaping, isWhole: Bool) {
    switch row {
    case .kept(let line):
      markup("<span>\u{2007} ")
      write(line, as: escaping, isWhole: isWhole)
      markup("</span>")
    case .removed(let line):
      markup("<del>− ")
      write(line, as: escaping, isWhole: isWhole)
      markup("</del>")
    case .added(let line):
      markup("<ins>+ ")
      write(line, as: escaping, isWhole: isWhole)
      markup("</ins>")
    case .skipped(let count): element("<span class=\"left-out\">… ", counted(count, "unchanged line"), "</span>")
    case .moreRemoved(let count): element("<del>− … ", counted(count, "more line"), "</del>")
    case .moreAdded(let count): element("<ins>+ … ", counted(count, "more line"), "</ins>")
    }
  }

  /// One line of a text between quotes: whole with the words that changed marked, or the part that differs.
  private mutating func write(_ line: TextDifference.Line, as escaping: Escaping, isWhole: Bool) {
    guard !line.isNoText else { return text("(none)") }
    guard isWhole, !line.marks.isEmpty else {
      let excerpt = TruncatedText(
        of: line.text, against: line.counterpart, columns: isWhole ? Self.columns * 100 : Self.columns, maximumRows: 1,
        as: escaping)
      return text(excerpt.line)
    }
    let cells = escaping.cells(Array(line.text.unicodeScalars))
    text("\"")
    var place = 0
    for mark in line.marks {
      text(Self.text(of: cells[place..<mark.lowerBound]))
      element("<mark>", Self.text(of: cells[mark]), "</mark>")
      place = mark.upperBound
    }
    text(Self.text(of: cells[place...]) + "\"")
  }

  private static func text(of cells: ArraySlice<EscapedScalar>) -> String { cells.reduce(into: "") { $0 += $1.text } }
}
