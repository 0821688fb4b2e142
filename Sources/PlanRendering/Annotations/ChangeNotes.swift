import PlanDocument
import Planning
import TokenModel

/// What is said beside the lines that ask for one token's change.
struct ChangeNotes {
  private let change: TokenChange
  private let untrusted: UntrustedText

  init(of change: TokenChange, untrusted: UntrustedText) {
    self.change = change
    self.untrusted = untrusted
  }

  var all: [ChangeNote] {
    (change.modules.map(notes) ?? []) + (change.extensions.map { [note($0)] } ?? []) + change.texts.map(note)
  }

  private func notes(_ modules: ModulesChange) -> [ChangeNote] {
    let grants = modules.granted.map { module in
      note(
        .widening, at: module.position ?? modules.position, "Grant", modules.allCauses(of: module.id),
        ofOne: "gains", ofSeveral: "gain",
        "\(named(module.id, module.name)), \(scope(module.filters))\(origin(module.source))")
    }
    let filters = modules.refiltered.map { filter in
      note(
        filter.isLoosened ? .widening : .narrowing, at: filter.position ?? modules.position,
        "Filter \(filter.direction)", modules.allCauses(of: filter.id), ofOne: "keeps", ofSeveral: "keep",
        "\(named(filter.id, filter.name)): \(buyers(filter))\(origin(filter.source))", saysLastUse: filter.isTightened)
    }
    let revocations = modules.revoked.map { module in
      note(
        .narrowing, at: module.position ?? modules.position, "Revocation", modules.allCauses(of: module.id),
        ofOne: "loses", ofSeveral: "lose", named(module.id, module.name) + origin(module.source), saysLastUse: true)
    }
    return grants + filters + revocations
  }

  private func note(_ extensions: ExtensionsChange) -> ChangeNote {
    let rows = ExtensionRows(extensions)
    let parts = [("gained", rows.added), ("lost", rows.removed)].filter { !$0.1.isEmpty }
    let what = parts.map { "\($0) \(list($1.map { $0.id.map { untrusted.word($0.rawValue) } ?? rows.others }))" }
    return note(
      extensions.wideningCount > 0 ? .widening : .narrowing, at: extensions.position, "Extensions \(extensions.scopes)",
      Causes(extensions.cause), ofOne: "changes its", ofSeveral: "change their",
      "extensions: \(what.joined(separator: "; "))",
      saysLastUse: extensions.narrowingCount > 0)
  }

  private func note(_ text: TextChange) -> ChangeNote {
    let content = "\(text.field.rawValue)\(difference(text))"
    return note(
      .text, at: text.position, "Change of \(text.field.rawValue)", Causes(text.cause), ofOne: "changes its",
      ofSeveral: "change their", content)
  }

  private func note(
    _ level: ChangeNote.Level, at position: SourcePosition, _ title: String, _ causes: Causes, ofOne: String,
    ofSeveral: String, _ what: String, saysLastUse: Bool = false
  ) -> ChangeNote {
    let id = untrusted.word(change.id.rawValue)
    let name = change.name.map { "\(id) \(untrusted.quoted($0.string, columns: 60))" } ?? id
    return ChangeNote(
      level: level, position: position,
      content: ChangeNote.Content(
        title: title + (causes.words.map { " (\($0))" } ?? ""), ofOne: "\(ofOne) \(what)",
        ofSeveral: "\(ofSeveral) \(what)"),
      tokens: [(id, name)], lastUses: saysLastUse ? [change.lastAccessAt] : [])
  }

  private func named(_ id: ModuleID, _ name: VerbatimText?) -> String {
    untrusted.word(id.rawValue) + (name.map { " " + untrusted.quoted($0.string, columns: 60) } ?? "")
  }

  private static let columns = 240

  /// The part of the two texts that sets them apart: never the same words on both sides.
  private func difference(_ text: TextChange) -> String {
    let old = untrusted.mask.masking(text.before?.string ?? "")
    let new = untrusted.mask.masking(text.after?.string ?? "")
    let confusability = Confusability(of: old, and: new)
    func side(_ text: String, against other: String) -> String {
      guard !text.utf8.isEmpty else { return "(none)" }
      return TruncatedText(of: text, against: other, columns: Self.columns, maximumRows: 1, as: confusability.escaping)
        .line
    }
    let (before, after) = (side(old, against: new), side(new, against: old))
    let remark = confusability.remark.map { " (\($0))" } ?? ""
    guard before != after else {
      let shared = zip(old.unicodeScalars, new.unicodeScalars).prefix { $0 == $1 }.count
      return remark.isEmpty ? ", starting at character \(shared + 1)" : remark
    }
    return ": \(before) becomes \(after)\(remark)"
  }

  /// By which set, until when and why.
  private func origin(_ source: ModuleSource?) -> String {
    guard let note = SourceNote(source) else { return "" }
    let parts = note.parts(untrusted.word, place: untrusted.place) { untrusted.quoted($0, columns: 120) }
    return "; " + parts.joined(separator: ", ")
  }

  private func scope(_ filters: ModuleFilters) -> String {
    filters.isEmpty ? "unfiltered (all buyers)" : "only for \(list(filters.buyers))"
  }

  private func buyers(_ filter: FilterChange) -> String {
    if filter.after.isEmpty { return "now unfiltered (all buyers), was only for \(list(filter.before.buyers))" }
    if filter.before.isEmpty { return "now only for \(list(filter.after.buyers)), was unfiltered (all buyers)" }
    let parts = [("now also for", filter.added), ("no longer for", filter.removed)].filter { !$0.1.isEmpty }
    return parts.map { "\($0) \(list($1))" }.joined(separator: "; ")
  }

  private static let maximumListed = 10

  private func list(_ buyers: [BuyerID]) -> String { list(buyers.map { untrusted.word($0.rawValue) }) }

  private func list(_ words: [String]) -> String {
    words.list(upTo: Self.maximumListed) { $0 }
  }
}
