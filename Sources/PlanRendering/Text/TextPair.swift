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
  private static let maximumRows = 4
  /// The most removed or added lines that are shown in one place.
  private static let maximumLines = 30

  /// A pair on one line if it fits, on two otherwise, and line by line if a text has many lines.
  ///
  /// - Parameter word: What is said at the right edge of the first line.
  mutating func writeText(_ pair: TextPair, indent: Int, word: String? = nil) {
    let old = untrusted.mask.masking(pair.old?.string ?? "")
    let new = untrusted.mask.masking(pair.new?.string ?? "")
    let confusability = Confusability(of: old, and: new)
    let isOfLines = old.hasInnerLineFeed || new.hasInnerLineFeed
    if !isOfLines, let line = line(pair, old, new, confusability, indent: indent) {
      return self.line(line, indent: indent, word: word)
    }
    writeHeading(pair, confusability, indent: indent, word: word)
    let isWhole = showsTextsWhole && TextDifference.isShownWhole(old, new)
    for row in TextDifference(from: old, to: new, isWhole: isWhole, maximumLines: Self.maximumLines).rows {
      write(row, as: confusability.escaping, isWhole: isWhole, indent: indent + 2)
    }
  }

  private mutating func write(_ row: TextDifference.Row, as escaping: Escaping, isWhole: Bool, indent: Int) {
    switch row {
    case .kept(let line): write(nil, line, as: escaping, isWhole ? .max : 1, indent: indent)
    case .removed(let line): write(.removed, line, as: escaping, isWhole ? .max : Self.maximumRows, indent: indent)
    case .added(let line): write(.added, line, as: escaping, isWhole ? .max : Self.maximumRows, indent: indent)
    case .skipped(let count): line(style.paint("… \(counted(count, "unchanged line"))", .faint), indent: indent + 2)
    case .moreRemoved(let count): write(.removed, "… \(counted(count, "more line"))", indent: indent)
    case .moreAdded(let count): write(.added, "… \(counted(count, "more line"))", indent: indent)
    }
  }

  /// One line of a text, between quotes, so that it cannot be mistaken for one of ours. Each of its rows has the sign, and
  /// under it are carets at the words that changed.
  private mutating func write(
    _ sign: Sign?, _ line: TextDifference.Line, as escaping: Escaping, _ maximumRows: Int, indent: Int
  ) {
    guard !line.isNoText else { return write(sign, "(none)", indent: indent) }
    let excerpt = TruncatedText(
      of: line.text, against: line.counterpart, marking: line.marks, columns: style.columns - indent - 2,
      maximumRows: maximumRows, as: escaping)
    for row in excerpt.rows {
      write(sign, row.text, indent: indent)
      if !row.carets.isEmpty { write(sign, row.carets, indent: indent) }
    }
  }

  private mutating func write(_ sign: Sign?, _ text: String, indent: Int) {
    line(style.paint("\(sign?.rawValue ?? " ") \(text)", sign?.paint), indent: indent)
  }

  private func line(_ pair: TextPair, _ old: String, _ new: String, _ confusability: Confusability, indent: Int)
    -> String?
  {
    let room = style.columns - indent - Self.labelColumns
    guard old.utf8.count + new.utf8.count < 6 * room else { return nil }
    let before = shown(old, as: confusability.escaping)
    let after = shown(new, as: confusability.escaping)
    let text =
      switch pair.relation {
      case .change: "\(before) → \(after)"
      case .mismatch: "planned \(before), stored \(after)"
      }
    guard confusability.remark == nil, text.displayWidth <= room else { return nil }
    return pair.field.rawValue.padded(to: Self.labelColumns) + text
  }

  private func shown(_ text: String, as escaping: Escaping) -> String {
    text.utf8.isEmpty ? "(none)" : "\"" + escaping.shown(text) + "\""
  }

  private mutating func writeHeading(_ pair: TextPair, _ confusability: Confusability, indent: Int, word: String?) {
    var remarks: [String] = []
    if pair.relation == .mismatch { remarks.append("- planned, + stored") }
    if let remark = confusability.remark { remarks.append(remark) }
    let remark = remarks.isEmpty ? "" : "(\(remarks.joined(separator: "; ")))"
    line(
      remark.isEmpty ? pair.field.rawValue : pair.field.rawValue.padded(to: Self.labelColumns) + remark, indent: indent,
      word: word)
  }
}
