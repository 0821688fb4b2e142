import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// A difference between two trees of files; the summary comes last.
  mutating func writeDifference(_ difference: FilesDifference) {
    line("Desired state compared with \(untrusted.word(difference.base)), without the platform.")
    line("Ends are evaluated as of \(difference.today), UTC.")
    line()
    guard difference.isComplete else {
      return line(style.paint("The files could not be compared.", .boldRed))
    }
    writeSharedLists(difference.sharedLists)
    for entry in DifferenceEntry.entries(of: difference.changes) {
      writeEntry(entry)
      line()
    }
    writeSummary(of: difference)
  }

  /// The sets and groups that changed, with how many tokens each reaches.
  mutating func writeSharedLists(_ lists: [SharedListChange]) {
    guard !lists.isEmpty else { return }
    line(style.paint("Sets and groups", .bold))
    for list in lists {
      let sign: Sign =
        switch list.action {
        case .added: .added
        case .changed: .changed
        case .removed: .removed
        }
      let name = style.paint("\(sign.rawValue) \(list.noun) \(untrusted.word(list.name))", sign.paint)
      let reach = "\(list.reach), \(untrusted.place(list.position))"
      if list.rows.count == 1, list.rows[0].note == nil {
        let row = "\(list.rows[0].sign.rawValue) \(untrusted.word(list.rows[0].entry.string))"
        let columns = 2 + "~ \(list.noun) \(untrusted.word(list.name)), \(reach): \(row)".displayWidth
        if columns <= style.columns {
          line("\(name), \(reach): \(style.paint(row, list.rows[0].sign.paint))", indent: 2)
          continue
        }
      }
      line("\(name): \(reach)", indent: 2)
      for row in list.rows {
        let note = row.note.map { "  \($0)" } ?? ""
        line(
          style.paint("\(row.sign.rawValue) \(untrusted.word(row.entry.string))", row.sign.paint) + note, indent: 6)
      }
    }
    line()
  }

  private mutating func writeEntry(_ entry: DifferenceEntry) {
    let change = entry.first
    let sign: Sign =
      switch change.scope {
      case .new: .added
      case .both: .changed
      case .removed: .removed
      }
    let title =
      entry.isShared
      ? "\(sign.rawValue) \(counted(entry.changes.count, "token")) with the same change"
      : "\(sign.rawValue) \(named(change))"
    let word = change.effect == .neutral ? "" : change.effect == .unknown ? "not known" : change.effect.rawValue
    line(
      style.paint(
        word.isEmpty ? title : title.padded(to: style.columns - word.count - 2) + "  " + word, .bold))
    if !entry.isShared { line(place(of: change), indent: 4) }
    writeDifferenceBody(change)
    guard entry.isShared else { return }
    let untrusted = untrusted
    let members = entry.changes.map { change in
      let id = untrusted.word(change.id.rawValue)
      let name = change.name.map { untrusted.quoted($0.string, columns: 40) }
      return Member(id: id, idColumns: id.displayWidth, rest: name ?? "")
    }
    writeMembers(members, indent: 4)
  }

  private func named(_ change: DesiredTokenChange) -> String {
    let id = untrusted.word(change.id.rawValue)
    return change.name.map { "\(id) \(untrusted.quoted($0.string, columns: 40))" } ?? id
  }

  private func place(of change: DesiredTokenChange) -> String {
    (change.scope == .removed ? "was at " : "") + untrusted.place(change.position)
  }

  /// All that follows the line that names the token.
  mutating func writeDifferenceBody(_ change: DesiredTokenChange) {
    switch change.scope {
    case .new: line("newly managed; its live values are not known", indent: 4)
    case .removed: line("no longer managed; its live values are kept", indent: 4)
    case .both: break
    }
    if let was = change.wasProtected {
      line(style.paint(was ? "no longer protected" : "newly protected", was ? .boldMagenta : nil), indent: 4)
    }
    guard change.scope != .removed else { return }
    for text in change.texts { writeDesiredText(text, isNewToken: change.scope == .new) }
    if let modules = change.modules { writeDesiredModules(modules, isNewToken: change.scope == .new) }
    if let extensions = change.extensions { writeDesiredExtensions(extensions, isNewToken: change.scope == .new) }
  }

  private mutating func writeDesiredText(_ text: DesiredTokenChange.Text, isNewToken: Bool) {
    func value(_ text: VerbatimText?) -> String { text.map { untrusted.quoted($0.string, columns: 56) } ?? "(none)" }
    switch text.scope {
    case .both: writeText(TextPair(text.field, from: text.before, to: text.after), indent: 4)
    case .new:
      line(
        "\(text.field.rawValue)  \(value(text.after))\(isNewToken ? "" : ", newly managed")", indent: 4)
    case .removed: line("\(text.field.rawValue)  no longer managed, was \(value(text.before))", indent: 4)
    }
  }

  private mutating func writeDesiredModules(_ modules: DesiredModulesChange, isNewToken: Bool) {
    switch modules.scope {
    case .both: line("modules", indent: 4)
    case .new where isNewToken: line("modules", indent: 4)
    case .new: line("modules  newly managed; the live modules are not known", indent: 4)
    case .removed: return line("modules  no longer managed; the live modules are kept", indent: 4)
    }
    let untrusted = untrusted
    let words = DifferenceWords(
      word: untrusted.word, quoted: { untrusted.quoted($0, columns: 60) }, place: untrusted.place)
    for entry in modules.entries {
      let (sign, verb) = (entry.sign, DifferenceWords.verb(of: entry, modules.scope))
      line(
        style.paint("\(sign.rawValue) \(verb.padded(to: 8))", sign.paint) + "  "
          + untrusted.word(entry.reference.words), indent: 6)
      for fact in words.facts(of: entry, modules.scope) { line(fact, indent: 10) }
    }
    if modules.scope == .both { line("\(modules.keptCount) kept", indent: 6) }
  }

  private mutating func writeDesiredExtensions(_ extensions: DesiredTokenChange.Extensions, isNewToken: Bool) {
    if let change = extensions.change { return writeExtensions(change, as: .difference, indent: 4) }
    let scope = (extensions.after ?? extensions.before)?.words ?? ""
    line(
      extensions.scope == .new
        ? "extensions  \(scope)\(isNewToken ? "" : ", newly managed; the live extensions are not known")"
        : "extensions  no longer managed; the live extensions are kept", indent: 4)
  }

  private mutating func writeSummary(of difference: FilesDifference) {
    for sentence in DifferenceSummary(difference).sentences { writeWrapped(sentence) }
  }
}

extension DesiredModuleChange {
  /// Its sign in every format.
  var sign: Sign {
    switch action {
    case .added: .added
    case .removed: .removed
    case .refiltered, .annotated: .changed
    }
  }
}
