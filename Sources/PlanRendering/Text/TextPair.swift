import Planning
import TokenModel

/// A text and what it becomes, or what was asked and what was stored instead.
struct TextPair {
  enum Relation {
    case change
    case mismatch
  }

  let field: TextField
  let old: VerbatimText?
  let new: VerbatimText?
  let relation: Relation

  init(_ field: TextField, from old: VerbatimText?, to new: VerbatimText?, relation: Relation = .change) {
    self.field = field
    self.old = old
    self.new = new
    self.relation = relation
  }
}

extension TextPage {
  private static let labelColumns = "description  ".count
  /// The most rows that one long text takes before the rest is left out.
  private static let mostRows = 4
  /// The most removed or added lines that are shown in one place.
  private static let mostLines = 30

  /// A pair on one line where that is enough, on two otherwise, and line by line where a text has many lines.
  ///
  /// - Parameter word: What is said at the right edge of the first line.
  mutating func writeText(_ pair: TextPair, indent: Int, word: String? = nil) {
    let old = foreign.mask.masking(pair.old?.string ?? "")
    let new = foreign.mask.masking(pair.new?.string ?? "")
    let likeness = Likeness(of: old, and: new)
    if old.hasInnerLineFeed || new.hasInnerLineFeed {
      writeHeading(pair, likeness, indent: indent, word: word)
      writeLines(from: old, to: new, as: likeness.legibility, indent: indent + 2)
    } else if let line = line(pair, old, new, likeness, indent: indent) {
      self.line(line, indent: indent, word: word)
    } else {
      writeHeading(pair, likeness, indent: indent, word: word)
      writeSide(.removed, old, against: new, as: likeness.legibility, indent: indent + 2)
      writeSide(.added, new, against: old, as: likeness.legibility, indent: indent + 2)
    }
  }

  private func line(_ pair: TextPair, _ old: String, _ new: String, _ likeness: Likeness, indent: Int) -> String? {
    let room = Self.columns - indent - Self.labelColumns
    guard old.utf8.count + new.utf8.count < 6 * room else { return nil }
    let before = shown(old, as: likeness.legibility)
    let after = shown(new, as: likeness.legibility)
    let text =
      switch pair.relation {
      case .change: "\(before) → \(after)"
      case .mismatch: "asked \(before), stored \(after)"
      }
    guard likeness.remark == nil, text.displayWidth <= room else { return nil }
    return pair.field.rawValue.padded(to: Self.labelColumns) + text
  }

  private func shown(_ text: String, as legibility: Legibility) -> String {
    text.utf8.isEmpty ? "(none)" : "\"" + legibility.shown(text) + "\""
  }

  private mutating func writeHeading(_ pair: TextPair, _ likeness: Likeness, indent: Int, word: String?) {
    var remarks: [String] = []
    if pair.relation == .mismatch { remarks.append("- asked, + stored") }
    if let remark = likeness.remark { remarks.append(remark) }
    let remark = remarks.isEmpty ? "" : "(\(remarks.joined(separator: "; ")))"
    line(
      remark.isEmpty ? pair.field.rawValue : pair.field.rawValue.padded(to: Self.labelColumns) + remark, indent: indent,
      word: word)
  }

  private mutating func writeSide(
    _ sign: Sign, _ text: String, against other: String?, as legibility: Legibility, mostRows: Int = mostRows,
    indent: Int
  ) {
    guard !text.utf8.isEmpty else { return line(style.paint("\(sign.rawValue) (none)", sign.paint), indent: indent) }
    writeExcerpt(
      of: text, against: other, as: legibility, mostRows: mostRows, lead: sign.rawValue, paint: sign.paint,
      indent: indent)
  }

  private mutating func writeExcerpt(
    of text: String, against other: String?, as legibility: Legibility, mostRows: Int, lead: String,
    paint: TextStyle.Paint?, indent: Int
  ) {
    let excerpt = Excerpt(
      of: text, against: other, columns: Self.columns - indent - 2, mostRows: mostRows, as: legibility)
    for (index, row) in excerpt.lines.enumerated() {
      line(style.paint("\(index == 0 ? lead : " ") \(row)", paint), indent: indent)
    }
  }

  /// A difference line by line. Every line stands between quotes, so none can be taken for one of ours.
  private mutating func writeLines(from old: String, to new: String, as legibility: Legibility, indent: Int) {
    var rows = LineDifference(from: old, to: new).rows[...]
    while let row = rows.first {
      switch row {
      case .kept(let text):
        rows = rows.dropFirst()
        writeExcerpt(of: text, against: nil, as: legibility, mostRows: 1, lead: " ", paint: nil, indent: indent)
      case .skipped(let count):
        rows = rows.dropFirst()
        line(style.paint("… \(counted(count, "unchanged line"))", .faint), indent: indent + 2)
      case .removed, .added:
        let removed = rows.prefix { $0.isRemoved }.map(\.text)
        let added = rows.dropFirst(removed.count).prefix { $0.isAdded }.map(\.text)
        rows = rows.dropFirst(removed.count + added.count)
        writeRun(.removed, removed, against: added, as: legibility, indent: indent)
        writeRun(.added, added, against: removed, as: legibility, indent: indent)
      }
    }
  }

  private mutating func writeRun(
    _ sign: Sign, _ lines: [String], against others: [String], as legibility: Legibility, indent: Int
  ) {
    for (index, text) in lines.prefix(Self.mostLines).enumerated() {
      writeExcerpt(
        of: text, against: counterpart(of: text, at: index, in: others.prefix(Self.mostLines)), as: legibility,
        mostRows: Self.mostRows, lead: sign.rawValue, paint: sign.paint,
        indent: indent)
    }
    if lines.count > Self.mostLines {
      let rest = counted(lines.count - Self.mostLines, "more line")
      line(style.paint("\(sign.rawValue) … \(rest)", sign.paint), indent: indent)
    }
  }

  /// The line that a long line is told apart from: the one that it shares most with.
  private func counterpart(of text: String, at index: Int, in others: ArraySlice<String>) -> String? {
    guard text.utf8.count > Self.columns else { return index < others.count ? others[index] : nil }
    return others.max { sharedLength($0, text) < sharedLength($1, text) }
  }

  private func sharedLength(_ left: String, _ right: String) -> Int {
    let start = zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
    let shortest = min(left.utf8.count, right.utf8.count) - start
    return start + zip(left.utf8.reversed(), right.utf8.reversed()).prefix(shortest).prefix { $0 == $1 }.count
  }
}

extension LineDifference.Row {
  var isRemoved: Bool { if case .removed = self { true } else { false } }
  var isAdded: Bool { if case .added = self { true } else { false } }

  fileprivate var text: String {
    switch self {
    case .kept(let text), .removed(let text), .added(let text): text
    case .skipped: ""
    }
  }
}

extension String {
  /// Whether there is a line feed with something behind it.
  var hasInnerLineFeed: Bool {
    guard let feed = utf8.firstIndex(of: UInt8(ascii: "\n")) else { return false }
    return utf8.index(after: feed) != utf8.endIndex
  }
}
