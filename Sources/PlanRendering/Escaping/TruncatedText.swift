/// A text of one line between quotes, truncated if it is long, with a note about the rest outside the quotes.
struct TruncatedText {
  /// How many scalars of what two texts share are shown beside what sets them apart.
  private static let context = 16
  /// Shared text shorter than this is not worth leaving out. Even as escapes it leaves room for what follows.
  private static let worthSkipping = context + 8

  /// One line of the excerpt.
  struct Row {
    var text: String
    /// Carets under the marked scalars; empty if there is none.
    var carets = ""
  }

  /// Quoted pieces of the text, each in at most the columns given.
  private let pieces: [Row]
  private let skippedBefore: Int
  private let skippedAfter: Int
  private let columns: Int

  /// The text's beginning in one row.
  init(of text: String, columns: Int) {
    self.init(of: text, against: nil, columns: columns, maximumRows: 1, as: .quoted)
  }

  /// The part of the text that sets it apart from another, in several rows where one is not enough.
  ///
  /// - Parameter marks: Ranges of scalars that get carets under them.
  init(
    of text: String, against other: String?, marking marks: [Range<Int>] = [], columns: Int, maximumRows: Int,
    as escaping: Escaping
  ) {
    if marks.isEmpty, text.utf8.count + 2 <= columns, Escaping.isPlain(text) {
      self.init(whole: "\"" + text + "\"", columns: columns)
    } else {
      self.init(
        of: Array(text.unicodeScalars), against: other.map { Array($0.unicodeScalars) }, marking: marks,
        columns: columns, maximumRows: maximumRows, as: escaping)
    }
  }

  private init(whole row: String, columns: Int) {
    pieces = [Row(text: row)]
    (skippedBefore, skippedAfter) = (0, 0)
    self.columns = columns
  }

  private init(
    of scalars: [Unicode.Scalar], against other: [Unicode.Scalar]?, marking marks: [Range<Int>], columns: Int,
    maximumRows: Int, as escaping: Escaping
  ) {
    var skipped = 0
    if let other, !Self.fits(scalars, columns: columns, as: escaping) {
      let shared = zip(scalars, other).prefix { $0 == $1 }.count
      if shared >= Self.worthSkipping {
        let context = scalars[(shared - Self.context)..<shared]
        skipped = context.firstIndex(of: " ").map { $0 + 1 } ?? context.startIndex
      }
      let shortest = min(scalars.count, other.count) - shared
      let end = zip(scalars.reversed(), other.reversed()).prefix(shortest).prefix { $0 == $1 }.count
      var kept = scalars.count
      if end >= Self.worthSkipping {
        let context = scalars[(kept - end)..<(kept - end + Self.context)]
        kept = context.lastIndex(of: " ") ?? context.endIndex
      }
      self.init(
        of: scalars[skipped..<kept], marking: marks, skippedBefore: skipped, skippedAfter: scalars.count - kept,
        columns: columns, maximumRows: maximumRows, as: escaping)
    } else {
      self.init(
        of: scalars[...], marking: marks, skippedBefore: 0, columns: columns, maximumRows: maximumRows, as: escaping)
    }
  }

  private init(
    of scalars: ArraySlice<Unicode.Scalar>, marking marks: [Range<Int>], skippedBefore: Int, skippedAfter: Int = 0,
    columns: Int, maximumRows: Int, as escaping: Escaping
  ) {
    // Without a bound on rows all of it is shown.
    let (limit, isUnbounded) = maximumRows.addingReportingOverflow(1)
    let cells = escaping.cells(scalars, upTo: isUnbounded ? .max : limit * columns)
    var isMarked = [Bool](repeating: false, count: cells.count)
    for mark in marks {
      for place in mark where isMarked.indices.contains(place - scalars.startIndex) {
        isMarked[place - scalars.startIndex] = true
      }
    }
    let isWhole = skippedBefore == 0 && skippedAfter == 0 && cells.count == scalars.count
    if isWhole && cells.width + 2 <= columns {
      pieces = [Self.quote(cells[...], isMarked)]
      (self.skippedBefore, self.skippedAfter) = (0, 0)
    } else {
      let reserve = maximumRows == 1 ? Self.saying(scalars.count, "more").count + 1 : 0
      let (rows, shown) = Self.wrap(
        cells, isMarked, columns: max(8, columns - 2 - reserve), maximumRows: maximumRows)
      pieces = rows
      self.skippedBefore = skippedBefore
      self.skippedAfter = scalars.count - shown + skippedAfter
    }
    self.columns = columns
  }

  private static func fits(_ scalars: [Unicode.Scalar], columns: Int, as escaping: Escaping) -> Bool {
    scalars.count + 2 <= columns && escaping.cells(scalars).width + 2 <= columns
  }

  /// The excerpt as lines.
  var rows: [Row] {
    if skippedBefore == 0, skippedAfter == 0 { return pieces }
    let before = skippedBefore > 0 ? Self.saying(skippedBefore, "same") : nil
    let after = skippedAfter > 0 ? Self.saying(skippedAfter, "more") : nil
    let all =
      [before].compactMap { $0.map { Row(text: $0) } } + pieces + [after].compactMap { $0.map { Row(text: $0) } }
    guard pieces.count == 1 else { return all }
    let joined = all.map(\.text).joined(separator: " ")
    guard joined.displayWidth <= columns else { return all }
    let carets = pieces[0].carets
    let lead = before.map { $0.displayWidth + 1 } ?? 0
    return [Row(text: joined, carets: carets.isEmpty ? "" : .spaces(lead) + carets)]
  }

  /// The excerpt on one line, however long.
  var line: String { rows.map(\.text).joined(separator: " ") }

  private static func saying(_ count: Int, _ word: String) -> String {
    "… \(count) \(word) \(count == 1 ? "character" : "characters")"
  }

  /// As many rows as fit, and how many scalars they hold. A row never begins with a combining mark.
  private static func wrap(
    _ cells: [EscapedScalar], _ isMarked: [Bool], columns: Int, maximumRows: Int
  ) -> (rows: [Row], shown: Int) {
    var rows: [Row] = []
    var start = 0
    while start < cells.count, rows.count < maximumRows {
      var end = start
      var width = 0
      while end < cells.count, width + cells[end].width <= columns || end == start {
        width += cells[end].width
        end += 1
      }
      rows.append(quote(cells[start..<end], isMarked))
      start = end
    }
    return (rows, start)
  }

  private static func quote(_ cells: ArraySlice<EscapedScalar>, _ isMarked: [Bool]) -> Row {
    let text = cells.reduce(into: "\"") { $0 += $1.text } + "\""
    guard let last = cells.indices.last(where: { isMarked[$0] }) else { return Row(text: text) }
    let carets = cells.indices.prefix(through: last).reduce(into: " ") {
      $0 += String(repeating: isMarked[$1] ? "^" : " ", count: cells[$1].width)
    }
    return Row(text: text, carets: carets)
  }
}
