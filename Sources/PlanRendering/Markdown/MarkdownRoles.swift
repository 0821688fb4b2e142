import PlanDocument
import Planning
import TokenModel

/// What a plan says of sets, groups and ends beside its changes.
extension MarkdownDocument {
  /// The sets and groups that the change under review changes, above the tokens that they reach.
  func sharedLists(in plan: Plan) -> MarkdownSection? {
    let all = plan.sharedListChanges
    guard !all.isEmpty else { return nil }
    return MarkdownSection(
      "\n### Sets and groups (\(all.count))\n\n", total: all.count, noun: "set or group",
      rows: all.lazy.map { list in
        "- \(list.noun) \(markdown.word(list.name)), \(place(list.position)), **\(list.reach)**: \(entries(of: list))\n"
      })
  }

  private func entries(of list: SharedListChange) -> String {
    list.rows.list(upTo: 20) { row in
      "\(row.sign.typographic) \(markdown.word(row.entry.string))\(row.note.map { " (\($0))" } ?? "")"
    }
  }

  /// The grants with another end than before the change under review.
  func movedEnds(in plan: Plan) -> MarkdownSection? {
    let groups = EndGroup.moved(in: plan)
    guard !groups.isEmpty else { return nil }
    return MarkdownSection(
      "\n### Ends that changed (\(plan.movedEnds.count))\n\n", total: groups.count, noun: "end",
      rows: groups.lazy.map { "- \(line(of: $0, $0.change?.words ?? ""))\n" })
  }

  /// The grants that end soon.
  func ending(in plan: Plan) -> MarkdownSection? {
    guard let groups = EndGroup.ending(in: plan) else { return nil }
    guard !groups.isEmpty else {
      return MarkdownSection(
        "\n### Ending soon (0)\n\nNo grant ends within the days of `\(markdown.untrusted.options[.endingWithin])`.\n",
        total: 0, noun: "end", rows: [String]())
    }
    return MarkdownSection(
      "\n### Ending soon (\(plan.ending?.count ?? 0))\n\n", total: groups.count, noun: "end",
      rows: groups.lazy.map { group in
        "- \(line(of: group, group.until.map { "until \($0.lastInstant)" } ?? ""))\n"
      })
  }

  private func line(of group: EndGroup, _ words: String) -> String {
    var document = self
    document.scope = MarkdownScope.ofEnds
    let tokens = document.tokenList(group.tokens.count) { markdown.word(group.tokens[$0].rawValue) }
    let reason = group.reason.map { ", reason \(markdown.quoted($0.string, columns: 120))" } ?? ""
    return "\(group.subject(markdown.word) { markdown.quoted($0) }), **\(words)**, "
      + "\(place(group.position))\(reason), on \(tokens)"
  }

  private func place(_ position: SourcePosition) -> String { MarkdownText.code(markdown.untrusted.place(position)) }
}

extension Sign {
  /// The sign as it is set in a text.
  fileprivate var typographic: String {
    switch self {
    case .added: "+"
    case .removed: "−"
    case .changed: "~"
    }
  }
}
