import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// The extensions that a token may act through: what it gains, what it loses, and what is kept.
  ///
  /// - Parameter saysCauses: Whether it is said why each differs.
  mutating func writeExtensions(
    _ change: ExtensionsChange, as words: ModuleWords, indent: Int, saysCauses: Bool = false
  ) {
    let rows = ExtensionRows(change)
    let untrusted = untrusted
    line(words.saysKept ? "extensions  \(change.scopes)" : "extensions", indent: indent)
    let verbColumns = max(words.granted.count, words.revoked.count)
    let parts: [(Sign, String, [ExtensionRows.Row])] = [
      (.added, words.granted, rows.added), (.removed, words.revoked, rows.removed),
    ]
    for (sign, verb, part) in parts {
      for row in part {
        let mark = "\(sign.rawValue) \(verb.padded(to: verbColumns))"
        let what = row.id.map { untrusted.word($0.rawValue) } ?? rows.others
        line(
          "\(style.paint(mark, sign.paint))  \(what)", plainColumns: mark.displayWidth + 2 + what.displayWidth,
          indent: indent + 2, word: saysCauses ? Causes(row.cause).words : nil)
      }
    }
    guard words.saysKept, !rows.kept.isEmpty else { return }
    list(
      rows.kept.lazy.map { untrusted.word($0.rawValue) }, of: rows.kept.count, lead: "\(rows.kept.count) kept: ",
      indent: indent + 2, maximumRows: 2, more: "extension")
  }
}
