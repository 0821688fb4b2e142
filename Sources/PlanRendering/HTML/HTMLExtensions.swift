import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  private static let maximumListed = 500

  /// The extensions that a token may act through: what it gains, what it loses, and what is kept.
  ///
  /// - Parameter outcomes: How the change ended; nil if nothing was tried.
  mutating func writeExtensions(_ change: ExtensionsChange, as words: ModuleWords, outcomes: ModuleOutcomes? = nil) {
    let rows = ExtensionRows(change)
    markup("<h4>extensions</h4>")
    if words.saysKept { element(" <span class=\"note\">", change.scopes, "</span>") }
    markup("\n<ul class=\"modules\">\n")
    for row in rows.added {
      markup("<li><b class=\"granted\">+ ")
      writeRow(row, words.granted, rows, outcomes)
    }
    for row in rows.removed {
      markup("<li><b class=\"revoked\">− ")
      writeRow(row, words.revoked, rows, outcomes)
    }
    markup("</ul>\n")
    guard words.saysKept, !rows.kept.isEmpty else { return }
    element("<p class=\"kept\">", String(rows.kept.count), " kept: ")
    for (index, id) in rows.kept.prefix(Self.maximumListed).enumerated() {
      if index > 0 { markup(", ") }
      code(id.rawValue)
    }
    if rows.kept.count > Self.maximumListed {
      element(" and ", counted(rows.kept.count - Self.maximumListed, "more extension"), "")
    }
    markup("</p>\n")
  }

  private mutating func writeRow(
    _ row: ExtensionRows.Row, _ verb: String, _ rows: ExtensionRows, _ outcomes: ModuleOutcomes?
  ) {
    element("", verb, "</b> <span class=\"module\">")
    if let id = row.id { code(id.rawValue) } else { text(rows.others) }
    markup("</span>")
    if let cause = row.cause {
      markup(" ")
      writeCause(Causes(cause))
    }
    if let outcomes, !outcomes.extensions.isDone {
      markup(" ")
      writeOutcome(outcomes.extensions)
    }
    markup("</li>\n")
  }
}
