import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// Tokens with the same change: the change once, and then each of them by id and name.
  mutating func writeShared(_ entry: ChangeEntry, namesAccount: Bool) {
    line(header("~ \(counted(entry.changes.count, "token")) with the same change", entry.first.effect))
    writeSharedBody(entry, namesAccount: namesAccount)
  }

  /// All that follows the heading.
  private mutating func writeSharedBody(_ entry: ChangeEntry, namesAccount: Bool) {
    if let modules = entry.first.modules {
      let kept = entry.changes.compactMap { $0.modules?.kept.map(\.id) }
      writeModules(
        modules, as: .change, indent: 4, causes: entry.first.cause == .proposed ? [:] : modules.causes,
        keptByToken: kept.allSatisfy { $0 == kept.first } ? nil : kept.map(\.count))
    }
    if let extensions = entry.first.extensions {
      writeExtensions(extensions, as: .change, indent: 4, saysCauses: entry.first.cause != .proposed)
    }
    let page = self
    list(
      entry.changes.lazy.map { page.member($0, namesAccount: namesAccount) }, of: entry.changes.count, lead: "",
      indent: 4, maximumRows: .max, more: "token")
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
  private func member(_ change: TokenChange, namesAccount: Bool) -> String {
    var cautions = cautions(about: change)
    if namesAccount, let account = change.account {
      cautions = untrusted.word(account.id.rawValue) + (cautions.isEmpty ? "" : ", ") + cautions
    }
    return
      "\(link(change.id)) \(name(of: change, columns: 40))\(cautions.isEmpty ? "" : " (\(style.paint(cautions, .magenta)))")"
  }
}
