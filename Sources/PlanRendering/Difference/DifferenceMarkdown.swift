import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// The first line, which does not show: by it a pipeline finds the comment that it updates.
  static let differenceMarker = "<!-- tokenform diff -->"

  /// A difference between two trees of files, for the summary of a job or a comment.
  func text(of difference: FilesDifference) -> String {
    let summary = DifferenceSummary(difference)
    var head = "\(Self.differenceMarker)\n## tokenform: \(title(of: difference))\n\n"
    if difference.isComplete {
      head += summary.details.isEmpty ? "" : "**\(summary.details.joined(separator: ", "))**\n\n"
      head += verdict(on: difference, summary) + "\n"
    } else {
      head += "⛔ **The files could not be compared.** See the errors below.\n"
    }
    let foot =
      "\nCompared with \(markdown.word(difference.base)), without the platform: live values and the ids of named modules "
      + "are not known. Ends are evaluated as of \(difference.today), UTC.\n"
    let entries = DifferenceEntry.entries(of: difference.changes)
    let room = Self.maximumSize - head.utf8.count - foot.utf8.count
    var sections: [MarkdownSection] = []
    for scope in MarkdownScope.all {
      var document = self
      document.scope = scope
      sections = document.sections(of: difference, entries)
      if let whole = sections.whole(in: room) { return head + whole.joined() + foot }
    }
    return head + sections.fitted(into: room).joined() + foot
  }

  private func sections(of difference: FilesDifference, _ entries: [DifferenceEntry]) -> [MarkdownSection] {
    [
      diagnosticSection("Errors", difference.diagnostics.filter { $0.severity == .error }, noun: "error"),
      sharedLists(difference.sharedLists), modules(of: entries), others(of: entries),
      diagnosticSection("Warnings", difference.diagnostics.filter { $0.severity == .warning }, noun: "warning"),
      texts(of: entries),
    ].compactMap(\.self)
  }

  private func title(of difference: FilesDifference) -> String {
    guard difference.isComplete else { return "no comparison" }
    let count = difference.changes.count
    return count == 0
      ? "no token differs" : "\(counted(count, "token")) \(count == 1 ? "differs" : "differ")"
  }

  private func verdict(on difference: FilesDifference, _ summary: DifferenceSummary) -> String {
    guard let effect = summary.effect else {
      return difference.changes.isEmpty
        ? "✅ **No token differs.** Moving lists into sets, for example, changes no token."
        : "✅ **Declared access does not change.**"
    }
    return
      "⚠️ **\(effect).** Check that each added module is intended, and that no consumer still needs what is removed."
  }

  private func diagnosticSection(_ title: String, _ diagnostics: [Diagnostic], noun: String) -> MarkdownSection? {
    list(title, diagnostics, noun: noun)
  }

  /// The sets and groups that changed, with how many tokens each reaches.
  func sharedLists(_ lists: [SharedListChange]) -> MarkdownSection? {
    guard !lists.isEmpty else { return nil }
    return MarkdownSection(
      "Sets and groups (\(lists.count))", columns: ["List", "Reach", "Change", "Where"], total: lists.count,
      noun: "list",
      rows: lists.lazy.map { list in
        let most = 12
        let rows = list.rows.prefix(most).map { row in
          "\(row.sign.rawValue) \(markdown.word(row.entry.string))" + (row.note.map { " (\($0))" } ?? "")
        }
        let rest = list.rows.count - rows.count
        return [
          "\(list.noun) \(markdown.word(list.name))", list.reach,
          rows.joined(separator: "<br>") + (rest > 0 ? "<br>and \(rest) more" : ""), markdown.place(list.position),
        ]
      })
  }

  private var words: DifferenceWords {
    DifferenceWords(word: markdown.word, quoted: { markdown.quoted($0, columns: 80) }, place: markdown.place)
  }

  /// One row for each module of each entry, those that widen access first.
  private func modules(of entries: [DifferenceEntry]) -> MarkdownSection? {
    let lists = entries.compactMap { entry in
      entry.first.scope == .removed ? nil : entry.first.modules.map { (entry: entry, modules: $0) }
    }
    let total = lists.reduce(0) { $0 + max(1, $1.modules.scope == .removed ? 1 : $1.modules.entries.count) }
    guard total > 0 else { return nil }
    return MarkdownSection(
      "Modules", columns: ["Token", "Change", "Module", "Details"], total: total, noun: "row",
      rows: lists.lazy.flatMap { entry, modules -> [[String]] in
        let isNewList = modules.scope == .new && entry.first.scope == .both
        let note = isNewList ? "list newly managed; its live modules are not known" : ""
        guard modules.scope != .removed, !modules.entries.isEmpty else {
          return [
            [
              tokens(entry, row: 0), "", "",
              modules.scope == .removed ? "list no longer managed; its live modules are kept" : note,
            ]
          ]
        }
        return modules.entries.enumerated().map { index, row in
          [
            tokens(entry, row: index), "\(row.sign.rawValue) \(DifferenceWords.verb(of: row, modules.scope))",
            markdown.word(row.reference.words),
            (words.facts(of: row, modules.scope) + (note.isEmpty || index > 0 ? [] : [note])).joined(separator: "; "),
          ]
        }
      })
  }

  /// - Parameter row: The row among those of the tokens: only the first one names all of them.
  private func tokens(_ entry: DifferenceEntry, row: Int) -> String {
    guard entry.isShared else { return markdown.named(entry.first.id.rawValue, entry.first.name) }
    guard row == 0 else {
      return
        "the same \(counted(entry.changes.count, "token")), starting with \(markdown.word(entry.first.id.rawValue))"
    }
    return tokenList(entry.changes.count) { markdown.named(entry.changes[$0].id.rawValue, entry.changes[$0].name) }
  }

  /// What is managed from now on or no longer, protection, and extensions.
  private func others(of entries: [DifferenceEntry]) -> MarkdownSection? {
    let rows = entries.flatMap { entry in
      let first = entry.first.modules == nil ? 0 : 1
      return notes(on: entry.first).enumerated().map { "- \(tokens(entry, row: first + $0)): \($1)\n" }
    }
    guard !rows.isEmpty else { return nil }
    return MarkdownSection("\n### Further differences\n\n", total: rows.count, noun: "difference", rows: rows)
  }

  private func notes(on change: DesiredTokenChange) -> [String] {
    var notes: [String] = []
    switch change.scope {
    case .new: notes.append("**newly managed**, at \(markdown.place(change.position))")
    case .removed:
      notes.append("**no longer managed**; its live values are kept; was at \(markdown.place(change.position))")
    case .both: break
    }
    if let was = change.wasProtected { notes.append(was ? "**no longer protected**" : "newly protected") }
    if change.scope == .both {
      for text in change.texts where text.scope != .both {
        notes.append("\(text.field.rawValue) \(text.scope == .new ? "newly managed" : "no longer managed")")
      }
    }
    guard change.scope != .removed, let extensions = change.extensions else { return notes }
    if let scopes = extensions.change {
      let rows = ExtensionRows(scopes)
      let parts = [("gains", rows.added), ("loses", rows.removed)].filter { !$0.1.isEmpty }.map { verb, part in
        "\(verb) \(part.list(upTo: 5) { $0.id.map { markdown.word($0.rawValue) } ?? rows.others })"
      }
      notes.append("extensions \(scopes.scopes): \(parts.joined(separator: "; "))")
    } else {
      notes.append("extensions \(extensions.scope == .new ? "newly managed" : "no longer managed")")
    }
    return notes
  }

  /// Texts that differ, folded.
  private func texts(of entries: [DifferenceEntry]) -> MarkdownSection? {
    let changes = entries.map(\.first).filter { change in
      change.scope != .removed && change.texts.contains { $0.scope != .removed }
    }
    guard !changes.isEmpty else { return nil }
    return MarkdownSection(
      "\n### Texts (\(counted(changes.count, "token")))\n\n", total: changes.count, noun: "token",
      rows: changes.lazy.map { change in
        let untrusted = markdown.untrusted
        var page = TextPage(style: .plain, untrusted: untrusted, showsTextsWhole: true)
        for text in change.texts where text.scope != .removed {
          page.writeText(TextPair(text.field, from: text.before, to: text.after), indent: 4)
        }
        return fold(
          MarkdownText.htmlCode(untrusted.word(change.id.rawValue)) + " "
            + change.texts.map(\.field.rawValue).joined(separator: ", "), page.text)
      })
  }
}
