import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// One token to update: what it is, what a reviewer should know about it, and what changes.
  ///
  /// - Parameter isLeftOut: Whether it is shown and not written.
  mutating func writeChange(_ change: TokenChange, namesAccount: Bool, isLeftOut: Bool = false) {
    let start = "\(isLeftOut ? "!" : "~") \(untrusted.word(change.id.rawValue)) "
    let room = TextStyle.pageColumns - start.displayWidth - Effect.maximumWordLength - 2
    let title = header(start + name(of: change, columns: max(20, room)), change.effect)
    line(title.replacing(untrusted.word(change.id.rawValue), with: link(change.id), maxReplacements: 1))
    writeChangeBody(change, namesAccount: namesAccount, isLeftOut: isLeftOut)
  }

  /// All that follows the line that names the token.
  mutating func writeChangeBody(_ change: TokenChange, namesAccount: Bool, isLeftOut: Bool = false) {
    writeAbout(change, namesAccount: namesAccount, indent: 4)
    // Where all of it has one and the usual cause, that goes without saying.
    let saysCauses = change.cause != .proposed && (!isLeftOut || change.cause != .drift)
    for text in change.texts {
      writeText(
        TextPair(text.field, from: text.before, to: text.after), indent: 4,
        word: saysCauses ? Causes(text.cause).words : nil)
    }
    if let modules = change.modules {
      writeModules(modules, as: .change, indent: 4, saysCauses: saysCauses)
    }
    if let extensions = change.extensions {
      writeExtensions(extensions, as: .change, indent: 4, saysCauses: saysCauses)
    }
  }

  /// What a reviewer should know about a token beside its change.
  private mutating func writeAbout(_ change: TokenChange, namesAccount: Bool, indent: Int) {
    if namesAccount, let account = change.account { line(name(of: account), indent: indent) }
    line(link(change.position), indent: indent)
    writeHistory(of: change, indent: indent)
    if change.difference.narrowingCount > 0 { line(lastUse(of: change), indent: indent) }
    let cautions = cautions(about: change)
    if !cautions.isEmpty { line(style.paint(cautions, .magenta), indent: indent) }
  }

  func header(_ title: String, _ effect: Effect) -> String {
    guard effect != .neutral else { return style.paint(title, .bold) }
    let word = effect.rawValue
    return style.paint(title.padded(to: style.columns - word.count - 2) + "  " + word, .bold)
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
    if whole.displayWidth <= style.columns - indent {
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

  func cautions(about change: TokenChange) -> String {
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
