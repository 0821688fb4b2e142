import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// A token to update, or several with the same change: the change once, and then each of them by id and name.
  ///
  /// - Parameter isLeftOut: Whether it is shown and not written.
  mutating func writeEntry(_ entry: ChangeEntry, namesAccount: Bool, isLeftOut: Bool = false) {
    guard entry.isShared else { return writeChange(entry.first, namesAccount: namesAccount, isLeftOut: isLeftOut) }
    let title =
      "\(isLeftOut ? "!" : "~") \(counted(entry.changes.count, "token")) with the same change"
      + (entry.first.extensions == nil ? " of modules" : "")
    line(header(title, entry.first.effect))
    writeEntryBody(entry, namesAccount: namesAccount, isLeftOut: isLeftOut)
  }

  /// All that follows the heading.
  mutating func writeEntryBody(_ entry: ChangeEntry, namesAccount: Bool, isLeftOut: Bool) {
    guard entry.isShared else {
      return writeChangeBody(entry.first, namesAccount: namesAccount, isLeftOut: isLeftOut)
    }
    let saysCauses = entry.first.cause != .proposed && (!isLeftOut || entry.first.cause != .drift)
    if let modules = entry.first.modules {
      let kept = entry.changes.compactMap { $0.modules?.kept.map(\.id) }
      writeModules(
        modules, as: .change, indent: 4, saysCauses: saysCauses, hasHeading: entry.first.extensions != nil,
        keptByToken: kept.allSatisfy { $0 == kept.first } ? nil : kept.map(\.count))
    }
    if let extensions = entry.first.extensions {
      writeExtensions(extensions, as: .change, indent: 4, saysCauses: saysCauses)
    }
    let page = self
    writeMembers(entry.changes.map { page.member($0, namesAccount: namesAccount) }, indent: 4)
    let (facts, untrusted) = (SharedFacts(entry), untrusted)
    let files = facts.files.map { untrusted.file($0) }
    let history = facts.history(word: untrusted.word) { untrusted.quoted($0, columns: 40) }
    let whole = files.count == 1 ? "in \(files[0]); \(history)" : ""
    if files.count == 1, whole.displayWidth <= style.columns - 4 {
      line(whole, indent: 4)
    } else {
      list(files, of: files.count, lead: "in ", indent: 4, maximumRows: 2, more: "file")
      line(history, indent: 4)
    }
    if let use = facts.lastUse(word: untrusted.word) { line(use, indent: 4) }
  }

  /// A token of several: its id, its name, and what to be careful about.
  private func member(_ change: TokenChange, namesAccount: Bool) -> Member {
    var cautions = cautions(about: change)
    if namesAccount, let account = change.account {
      cautions = untrusted.word(account.id.rawValue) + (cautions.isEmpty ? "" : ", ") + cautions
    }
    return Member(
      id: link(change.id), idColumns: untrusted.word(change.id.rawValue).displayWidth,
      rest: name(of: change, columns: 40) + (cautions.isEmpty ? "" : " (\(cautions))"))
  }
}
