import Planning
import TokenModel

extension HTMLPage {
  /// The most columns of one line and the most lines that are removed or added in one place.
  private static let columns = 600
  private static let mostLines = 200

  /// A text and what it becomes, line by line where it has many lines. Every line stands between quotes.
  mutating func writeText(_ pair: TextPair, cause: Cause? = nil) {
    let old = mask.masking(pair.old?.string ?? "")
    let new = mask.masking(pair.new?.string ?? "")
    let likeness = Likeness(of: old, and: new)
    element("<div class=\"text\"><h4>", pair.field.rawValue, "</h4>")
    if let cause { writeCause(cause) }
    if pair.relation == .mismatch { markup("<span class=\"note\">− asked, + stored</span>") }
    if let remark = likeness.remark { element("<span class=\"note\">", remark, "</span>") }
    markup("<div class=\"lines\">")
    if old.hasInnerLineFeed || new.hasInnerLineFeed {
      writeLines(from: old, to: new, as: likeness.legibility)
    } else {
      element("<del>− ", side(old, against: new, as: likeness.legibility), "</del>")
      element("<ins>+ ", side(new, against: old, as: likeness.legibility), "</ins>")
    }
    markup("</div></div>\n")
  }

  private func side(_ text: String, against other: String, as legibility: Legibility) -> String {
    text.utf8.isEmpty ? "(none)" : excerpt(of: text, against: other, as: legibility)
  }

  private func excerpt(of text: String, against other: String?, as legibility: Legibility) -> String {
    Excerpt(of: text, against: other, columns: Self.columns, mostRows: 1, as: legibility).line
  }

  private mutating func writeLines(from old: String, to new: String, as legibility: Legibility) {
    var removed = 0
    var added = 0
    for row in LineDifference(from: old, to: new).rows {
      switch row {
      case .kept(let text):
        element("<span>\u{2007} ", excerpt(of: text, against: nil, as: legibility), "</span>")
      case .skipped(let count):
        element("<span class=\"left-out\">… ", counted(count, "unchanged line"), "</span>")
      case .removed(let text):
        removed += 1
        if removed <= Self.mostLines {
          element("<del>− ", excerpt(of: text, against: nil, as: legibility), "</del>")
        }
      case .added(let text):
        added += 1
        if added <= Self.mostLines {
          element("<ins>+ ", excerpt(of: text, against: nil, as: legibility), "</ins>")
        }
      }
    }
    if removed > Self.mostLines {
      element("<del>− … ", counted(removed - Self.mostLines, "more line"), "</del>")
    }
    if added > Self.mostLines {
      element("<ins>+ … ", counted(added - Self.mostLines, "more line"), "</ins>")
    }
  }
}
