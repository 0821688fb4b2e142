import PlanDocument
package import Planning
import TokenModel

extension GitHubAnnotations {
  /// A line for each diagnostic, each changed set or group, and each thing that the files ask for differently. What may
  /// widen access is a warning and comes first.
  package func text(of difference: FilesDifference) -> String {
    let notes = ChangeNote.shared(
      among: difference.changes.flatMap { DifferenceNotes(of: $0, untrusted: untrusted).all })
    let ordered = notes.enumerated().sorted { ($0.element.level, $0.offset) < ($1.element.level, $1.offset) }
    return text(of: difference.diagnostics) + difference.sharedLists.map(command).joined()
      + ordered.map { command($0.element) }.joined() + noLongerManaged(difference.changes)
  }

  private static let maximumEntries = 10

  /// A list that is gone has no line in the files.
  func command(_ list: SharedListChange) -> String {
    let rows = list.rows.list(upTo: Self.maximumEntries) { row in
      "\(row.sign.rawValue) \(untrusted.word(row.entry.string))"
    }
    return WorkflowCommand(
      list.action == .removed || list.added.isEmpty && list.refiltered.isEmpty ? .notice : .warning,
      at: list.action == .removed ? nil : list.position, title: "Changed \(list.noun)",
      message: "\(list.noun) \(untrusted.word(list.name)), \(list.reach): \(rows)", untrusted: untrusted
    ).line
  }

  private func noLongerManaged(_ changes: [DesiredTokenChange]) -> String {
    let ids = changes.filter { $0.scope == .removed }.map(\.id)
    guard !ids.isEmpty else { return "" }
    return WorkflowCommand(
      .warning, at: nil, title: "No longer managed",
      message: "\(counted(ids.count, "token")) no longer in the files; live values are kept: "
        + ChangeNote.list(ids.map { (untrusted.word($0.rawValue), untrusted.word($0.rawValue)) }), untrusted: untrusted
    ).line
  }
}

/// What is said beside the lines of one token's difference.
private struct DifferenceNotes {
  let change: DesiredTokenChange
  let untrusted: UntrustedText

  init(of change: DesiredTokenChange, untrusted: UntrustedText) {
    self.change = change
    self.untrusted = untrusted
  }

  var all: [ChangeNote] {
    guard change.scope != .removed else { return [] }
    if change.scope == .new {
      return [
        note(
          .widening, at: change.position, "Newly managed",
          ofOne: "is", ofSeveral: "are", "newly managed; the live values are not known")
      ]
    }
    var notes: [ChangeNote] = []
    if change.wasProtected == true {
      notes.append(
        note(.widening, at: change.position, "Protection removed", ofOne: "is", ofSeveral: "are", "no longer protected")
      )
    }
    notes += change.modules.map(self.notes) ?? []
    if let extensions = change.extensions {
      let scopes =
        extensions.change.map { " \($0.scopes)" }
        ?? (extensions.scope == .new ? " newly managed" : " no longer managed")
      notes.append(
        note(
          (extensions.change?.wideningCount ?? 0) > 0 || extensions.scope == .new ? .widening : .narrowing,
          at: extensions.position, "Extensions", ofOne: "has", ofSeveral: "have", "extensions\(scopes)"))
    }
    return notes
      + change.texts.filter { $0.scope != .removed }.map { text in
        note(
          .text, at: text.position, "Change of \(text.field.rawValue)", ofOne: "has", ofSeveral: "have",
          "a different \(text.field.rawValue)")
      }
  }

  private func notes(_ modules: DesiredModulesChange) -> [ChangeNote] {
    guard modules.scope == .both else {
      return [
        note(
          modules.scope == .new ? .widening : .narrowing,
          at: modules.scope == .new ? modules.position : change.position,
          modules.scope == .new ? "Modules newly managed" : "Modules no longer managed", ofOne: "lists",
          ofSeveral: "list",
          modules.scope == .new
            ? "\(counted(modules.entries.count, "module")); the live modules are not known" : "no modules any longer")
      ]
    }
    let words = DifferenceWords(
      word: untrusted.word, quoted: { untrusted.quoted($0, columns: 60) }, place: untrusted.place)
    return modules.entries.compactMap { entry in
      let facts = words.facts(of: entry, modules.scope)
      let what = "\(untrusted.word(entry.reference.words))\(facts.isEmpty ? "" : ", ")\(facts.joined(separator: "; "))"
      let position = entry.after?.position ?? modules.position
      switch (entry.action, entry.end) {
      case (.added, _):
        return note(
          .widening, at: position, entry.isUnmatched ? "Module added?" : "Module added", ofOne: "adds",
          ofSeveral: "add", what)
      case (.removed, _):
        return note(
          .narrowing, at: position, entry.isUnmatched ? "Module removed?" : "Module removed",
          ofOne: "removes", ofSeveral: "remove", what)
      case (.refiltered, _):
        let mayWiden = entry.filters.map { $0.isLoosened || $0.isUncertain } ?? false
        return note(
          mayWiden ? .widening : .narrowing, at: entry.after?.filters?.position ?? position, "Filters",
          ofOne: "changes the filters of", ofSeveral: "change the filters of", what)
      case (.annotated, let end?):
        let isLonger =
          switch end {
          case .prolonged, .madePermanent: true
          case .shortened, .limited: false
          }
        return note(
          isLonger ? .widening : .narrowing, at: entry.after?.until?.position ?? position, "End changed", ofOne: "has",
          ofSeveral: "have", what)
      case (.annotated, nil): return nil
      }
    }
  }

  private func note(
    _ level: ChangeNote.Level, at position: SourcePosition, _ title: String, ofOne: String, ofSeveral: String,
    _ what: String
  ) -> ChangeNote {
    let id = untrusted.word(change.id.rawValue)
    return ChangeNote(
      level: level, position: position,
      content: ChangeNote.Content(title: title, ofOne: "\(ofOne) \(what)", ofSeveral: "\(ofSeveral) \(what)"),
      tokens: [(id, change.name.map { "\(id) \(untrusted.quoted($0.string, columns: 60))" } ?? id)])
  }
}
