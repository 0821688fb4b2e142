import TokenModel

/// A part of a comment that may have to be shortened: rows under a heading, made one by one as far as there is room.
struct MarkdownSection {
  /// What precedes the rows, and is never left out.
  let start: String
  /// What follows the rows.
  let end: String
  /// How many rows there are, and what each is.
  let total: Int
  let noun: String
  let rows: any Sequence<String>
  /// What shows all rows.
  let whole: String

  init(
    _ start: String, end: String = "", total: Int, noun: String, whole: String = "`tokenform plan`",
    rows: some Sequence<String>
  ) {
    self.whole = whole
    self.start = start
    self.end = end
    self.total = total
    self.noun = noun
    self.rows = rows
  }

  /// A table under a heading.
  init(
    _ title: String, columns: [String], total: Int, noun: String, whole: String = "`tokenform plan`",
    rows: some Sequence<[String]>
  ) {
    let rule = "|" + String(repeating: " --- |", count: columns.count) + "\n"
    self.init(
      "\n### \(title)\n\n" + MarkdownText.row(columns) + rule, total: total, noun: noun,
      whole: whole, rows: rows.lazy.map(MarkdownText.row))
  }

  /// The room that a section takes without any row.
  var minimumSize: Int { start.utf8.count + end.utf8.count + note(leftOut: total).utf8.count }

  /// The first rows, as many as fit.
  fileprivate func firstRows(in room: Int) -> [String] { Self.first(of: rows, in: room) }

  private static func first(of rows: some Sequence<String>, in room: Int) -> [String] {
    var room = room
    var fitting: [String] = []
    for row in rows {
      room -= row.utf8.count
      guard room >= 0 else { break }
      fitting.append(row)
    }
    return fitting
  }

  /// What is said of the rows that are not there.
  private func note(leftOut count: Int) -> String {
    count == 0 ? "" : "\n_… \(counted(count, "more \(noun)")) omitted; \(whole) shows all._\n"
  }

  fileprivate func text(of rows: some Collection<String>) -> String {
    start + rows.joined() + note(leftOut: total - rows.count) + end
  }
}

extension [MarkdownSection] {
  /// The sections with all of their rows; nil if these take more bytes.
  func whole(in room: Int) -> [String]? {
    var room = room
    var texts: [String] = []
    for section in self {
      let rows = section.firstRows(in: Swift.max(0, room))
      guard rows.count == section.total else { return nil }
      texts.append(section.text(of: rows))
      room -= texts[texts.count - 1].utf8.count
      guard room >= 0 else { return nil }
    }
    return texts
  }

  /// The sections in at most so many bytes: small ones whole, and large ones with the same room for each.
  func fitted(into room: Int) -> [String] {
    var room = room - reduce(0) { $0 + $1.minimumSize }
    let candidates = map { $0.firstRows(in: Swift.max(0, room)) }
    let sizes = candidates.map { $0.reduce(0) { $0 + $1.utf8.count } }
    var texts = [String](repeating: "", count: count)
    for (place, index) in indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }).enumerated() {
      var share = room / (count - place)
      let shown = candidates[index].prefix { row in
        share -= row.utf8.count
        return share >= 0
      }
      room -= shown.reduce(0) { $0 + $1.utf8.count }
      texts[index] = self[index].text(of: shown)
    }
    return texts
  }
}
