import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// One token to update: what it is, what a reviewer should know about it, and what changes.
  ///
  /// - Parameter isDrift: Whether it is shown as drift that is left alone.
  mutating func writeChange(_ change: TokenChange, namesAccount: Bool, isDrift: Bool = false) {
    let start = "\(isDrift ? "!" : "~") \(untrusted.word(change.id.rawValue)) "
    let room = Self.columns - start.displayWidth - Effect.maximumWordLength - 2
    line(header(start + name(of: change, columns: max(20, room)), change.effect))
    writeChangeBody(change, namesAccount: namesAccount, isDrift: isDrift)
  }

  /// Tokens with the same change of modules: the change once, and then each of them.
  mutating func writeShared(_ entry: ChangeEntry, namesAccount: Bool) {
    line(header("~ \(counted(entry.changes.count, "token")) with the same change", entry.first.effect))
    writeSharedBody(entry, namesAccount: namesAccount)
  }

  mutating func writeSharedBody(_ entry: ChangeEntry, namesAccount: Bool) {
    if let modules = entry.first.modules {
      let kept = entry.changes.compactMap { $0.modules?.kept.map(\.id) }
      writeModules(
        modules, as: .change, indent: 4, causes: entry.first.cause == .proposed ? [:] : modules.causes,
        keptByToken: kept.allSatisfy { $0 == kept.first } ? nil : kept.map(\.count))
    }
    if let extensions = entry.first.extensions {
      writeExtensions(extensions, as: .change, indent: 4, saysCauses: entry.first.cause != .proposed)
    }
    for change in entry.changes {
      let id = untrusted.word(change.id.rawValue)
      line("\(id) \(name(of: change, columns: Self.columns - id.displayWidth - 5))", indent: 4)
      writeAbout(change, namesAccount: namesAccount, indent: 6)
      flushIfNeeded()
    }
  }

  /// All that follows the line that names the token.
  mutating func writeChangeBody(_ change: TokenChange, namesAccount: Bool, isDrift: Bool = false) {
    writeAbout(change, namesAccount: namesAccount, indent: 4)
    // Where all of it has one and the usual cause, that goes without saying.
    let saysCauses = !isDrift && change.cause != .proposed
    for text in change.texts {
      writeText(
        TextPair(text.field, from: text.before, to: text.after), indent: 4,
        word: saysCauses ? text.cause?.rawValue : nil)
    }
    if let modules = change.modules {
      writeModules(modules, as: .change, indent: 4, causes: saysCauses ? modules.causes : [:])
    }
    if let extensions = change.extensions {
      writeExtensions(extensions, as: .change, indent: 4, saysCauses: saysCauses)
    }
  }

  /// What a reviewer should know about a token beside its change.
  private mutating func writeAbout(_ change: TokenChange, namesAccount: Bool, indent: Int) {
    if namesAccount, let account = change.account { line(name(of: account), indent: indent) }
    line(untrusted.place(change.position), indent: indent)
    writeHistory(of: change, indent: indent)
    if change.difference.narrowingCount > 0 { line(lastUse(of: change), indent: indent) }
    let cautions = cautions(about: change)
    if !cautions.isEmpty { line(style.paint(cautions, .yellow), indent: indent) }
  }

  private func header(_ title: String, _ effect: Effect) -> String {
    guard effect != .neutral else { return style.paint(title, .bold) }
    let word = effect.rawValue
    return style.paint(title.padded(to: Self.columns - word.count - 2) + "  " + word, .bold)
  }

  func name(of change: TokenChange, columns: Int) -> String {
    change.name.map { untrusted.quoted($0.string, columns: columns) } ?? "(name unknown)"
  }

  private mutating func writeHistory(of change: TokenChange, indent: Int) {
    var facts: [String] = []
    if let revision = change.baseRevision { facts.append("revision \(revision)") }
    if let at = change.lastChange?.at { facts.append("changed \(time(at))") }
    if change.lastChange?.isKnown != true { facts.append("last change not known") }
    let start = facts.joined(separator: ", ")
    guard let author = change.lastChange.flatMap(author) else {
      if !start.isEmpty { line(start, indent: indent) }
      return
    }
    let end = change.lastChange?.at == nil ? "last changed by \(author)" : "by \(author)"
    let whole = start.isEmpty ? end : start + (change.lastChange?.at == nil ? ", " : " ") + end
    if whole.displayWidth <= Self.columns - indent {
      line(whole, indent: indent)
    } else {
      if !start.isEmpty { line(start, indent: indent) }
      line(end, indent: indent)
    }
  }

  private func author(of change: LastChange) -> String? {
    let id = change.byID.map(untrusted.word)
    guard let name = change.byName else { return id }
    return untrusted.quoted(name, columns: 40) + (id.map { " (\($0))" } ?? "")
  }

  private func lastUse(of change: TokenChange) -> String {
    switch change.lastAccessAt {
    case .known(let at?): "last used \(time(at))"
    case .known(nil): "never used"
    case .omitted: "last use not known"
    }
  }

  private func time(_ text: String) -> String {
    readableTime(text) ?? untrusted.word(text)
  }

  private func cautions(about change: TokenChange) -> String {
    var words: [String] = []
    if let status = change.status, status != .active { words.append("status \(untrusted.word(status.word))") }
    if change.isProtected { words.append("protected") }
    if change.isSelf { words.append("this is the credential's own token") }
    return words.joined(separator: ", ")
  }
}

extension Effect {
  /// The columns of the longest word, so that every token's name has the same room.
  fileprivate static let maximumWordLength = "narrows".count
}
