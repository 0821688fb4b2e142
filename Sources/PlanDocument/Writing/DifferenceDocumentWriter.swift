package import Planning
import TokenModel

/// Writes a difference between two trees of files as JSON, as `docs/json.md` describes it.
package struct DifferenceDocumentWriter: Sendable {
  /// The version of the format, which is not that of plans.
  package static let formatVersion = "1.0"

  private let settings: OutputSettings

  /// A writer of documents of a run.
  package init(_ settings: OutputSettings) {
    self.settings = settings
  }

  /// Writes the document without an end of line.
  package func write(_ difference: FilesDifference, to output: ChunkedOutput) {
    var page = MaskedJSONWriter(mask: settings.mask, output: output)
    page.object { page in
      page.word("format_version", Self.formatVersion)
      page.word("tokenform_version", settings.version)
      page.masked("base", difference.base)
      page.word("date", difference.today.description)
      page.flag("complete", difference.isComplete)
      page.object("summary") { $0.writeSummary(of: difference) }
      page.array("shared_lists") { page in
        for list in difference.sharedLists { page.object { $0.writeSharedList(list) } }
      }
      page.array("token_changes") { page in
        for change in difference.changes {
          page.object { $0.writeDesiredChange(change) }
        }
      }
      page.array("diagnostics") { page in
        for diagnostic in difference.diagnostics {
          page.object { $0.writeDiagnostic(diagnostic, diagnostic.severity, settings.options) }
        }
      }
    }
    page.end()
  }
}

extension MaskedJSONWriter {
  fileprivate mutating func writeSummary(of difference: FilesDifference) {
    let tally = DifferenceTally(difference)
    number("changed", tally.changed)
    number("added", tally.added)
    number("removed", tally.removed)
    number("unchanged", difference.unchanged)
    for effect in DesiredEffect.allCases { number(effect, tally.effects[effect] ?? 0) }
    number("modules_added", tally.modulesAdded)
    number("modules_removed", tally.modulesRemoved)
    number("refiltered", tally.refiltered)
    number("unmatched", tally.unmatched)
    number("prolonged", tally.prolonged)
    number("made_permanent", tally.madePermanent)
    number("extensions_changed", tally.extensionsChanged)
    number("protection_lifted", tally.protectionLifted)
  }

  mutating func writeSharedList(_ list: SharedListChange) {
    word("kind", list.kind.rawValue)
    masked("name", list.name)
    word("action", list.action.rawValue)
    array("added") { page in for entry in list.added { page.masked(entry.string) } }
    array("removed") { page in for entry in list.removed { page.masked(entry.string) } }
    array("refiltered") { page in for entry in list.refiltered { page.masked(entry.string) } }
    number("tokens", list.tokenCount)
    object("source") { $0.place(list.position) }
  }

  fileprivate mutating func writeDesiredChange(_ change: DesiredTokenChange) {
    masked("address", change.id.rawValue)
    masked("name", change.name?.string)
    masked("account", change.account?.rawValue)
    word("action", change.scope.action)
    word("effect", change.effect.rawValue)
    array("newly_managed") { page in for key in change.keys(.new) { page.word(key.name) } }
    array("no_longer_managed") { page in for key in change.keys(.removed) { page.word(key.name) } }
    object("before") { $0.writeSide(of: change, .before) }
    object("after") { $0.writeSide(of: change, .after) }
    if let modules = change.modules {
      array("modules") { page in
        for entry in modules.entries { page.object { $0.writeModule(entry) } }
      }
      number("modules_kept", modules.keptCount)
    }
    object("source") { $0.place(change.position) }
  }

  private enum Side {
    case before, after
  }

  /// Texts, extensions and protection of one side. A key that is absent is not managed there.
  private mutating func writeSide(of change: DesiredTokenChange, _ side: Side) {
    let absent: ManagedScope = side == .before ? .new : .removed
    for text in change.texts where text.scope != absent {
      name(.text(text.field))
      masked((side == .before ? text.before : text.after)?.string)
    }
    if let extensions = change.extensions, let scope = side == .before ? extensions.before : extensions.after {
      writeExtensions(scope)
    }
    if let was = change.wasProtected { flag("protected", side == .before ? was : !was) }
  }

  private mutating func writeModule(_ entry: DesiredModuleChange) {
    switch entry.reference {
    case .id(let id): masked("id", id.rawValue)
    case .name(let name): masked("name", name.string)
    }
    word("action", entry.action.rawValue)
    flag("unmatched", entry.isUnmatched)
    if let ended = entry.ended { word("ended", ended.description) }
    if let end = entry.end { word("end", end.word) }
    if let before = entry.before { object("before") { $0.writeEntry(before) } }
    if let after = entry.after { object("after") { $0.writeEntry(after) } }
    if let position = entry.after?.position { object("source") { $0.place(position) } }
  }

  private mutating func writeEntry(_ module: DesiredModule) {
    if let filters = module.filters?.value { object("filters") { $0.writeFilters(filters) } }
    if !module.buyerGroups.isEmpty {
      array("buyer_groups") { page in for name in module.buyerGroups { page.masked(name) } }
    }
    if let set = module.set { masked("set", set.name) }
    if let until = module.until { word("until", until.value.description) }
    if let reason = module.reason { masked("reason", reason.value.string) }
  }
}

extension ManagedScope {
  /// What happened to a token, as the document has it.
  fileprivate var action: String {
    switch self {
    case .new: "added"
    case .both: "changed"
    case .removed: "removed"
    }
  }
}

extension EndChange {
  /// What happened to an end, as the document and the formats have it.
  package var word: String {
    switch self {
    case .prolonged: "prolonged"
    case .madePermanent: "made_permanent"
    case .shortened: "shortened"
    case .limited: "limited"
    }
  }
}
