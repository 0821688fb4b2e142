import PlanDocument
import Planning
import TokenModel

/// What is said of an entry of a list of modules, with untrusted text as the format shows it.
struct DifferenceWords {
  /// Shows an id or a name.
  let word: (String) -> String
  /// Shows a text between quotes.
  let quoted: (String) -> String
  /// Shows a place in a file.
  let place: (SourcePosition) -> String

  /// The verb of an entry, in at most eight letters.
  static func verb(of entry: DesiredModuleChange, _ scope: ManagedScope) -> String {
    switch (scope, entry.action) {
    case (.new, _): "listed"
    case (.removed, _): "was"
    case (.both, .added): entry.isUnmatched ? "added?" : "added"
    case (.both, .removed): entry.isUnmatched ? "removed?" : "removed"
    case (.both, .refiltered): "filter"
    case (.both, .annotated): entry.end == nil ? "reason" : "end"
    }
  }

  /// What is to be known of an entry, each in a few words.
  func facts(of entry: DesiredModuleChange, _ scope: ManagedScope) -> [String] {
    var facts: [String] = []
    if let ended = entry.ended {
      facts.append(entry.action == .added ? "previously ended on \(ended)" : "ended on \(ended)")
    }
    if entry.isUnmatched { facts.append("possibly the module \(opposite(of: entry))") }
    switch (entry.before, entry.after) {
    case (nil, let module?):
      facts.append(access(of: module, scope))
      facts += (module.until.map { ["until \($0.value)"] } ?? []) + reason(of: module)
    case (let module?, nil):
      if scope == .both, module.filters != nil { facts.append("was " + access(of: module, scope)) }
    case (_, let module?):
      facts += entry.filters.map { [filters($0)] } ?? []
      facts += entry.end.map { [end($0)] } ?? []
      if entry.changesReason {
        let old = entry.before?.reason.map { quoted($0.value.string) } ?? "none"
        facts.append("reason \(old) → \(module.reason.map { quoted($0.value.string) } ?? "none")")
      }
    case (nil, nil): break
    }
    if let set = (entry.after ?? entry.before)?.set, let module = entry.after ?? entry.before {
      facts.append(
        entry.after == nil ? "by set \(word(set.name))" : "by set \(word(set.name)), \(place(module.position))")
    }
    return facts
  }

  private func opposite(of entry: DesiredModuleChange) -> String {
    let isName: Bool = if case .name = entry.reference { true } else { false }
    return "\(entry.action == .added ? "removed" : "added") by \(isName ? "id" : "name")"
  }

  private func reason(of module: DesiredModule) -> [String] {
    module.reason.map { ["reason \(quoted($0.value.string))"] } ?? []
  }

  private func access(of module: DesiredModule, _ scope: ManagedScope) -> String {
    guard let filters = module.filters?.value else {
      return scope == .new ? "no filters declared" : "unfiltered (all buyers)"
    }
    guard !filters.isEmpty else { return "unfiltered (all buyers)" }
    let groups = module.buyerGroups.map(word).joined(separator: ", ")
    return "only \(list(filters.buyers))" + (groups.isEmpty ? "" : " (group \(groups))")
  }

  private func filters(_ change: DesiredFilterChange) -> String {
    switch (change.before, change.after) {
    case (nil, let after?):
      after.isEmpty
        ? "now unfiltered (all buyers), previously its live filters"
        : "now only \(list(after.buyers)), previously its live filters"
    case (let before?, nil):
      "keeps its live filters, was \(before.isEmpty ? "unfiltered" : "only \(list(before.buyers))")"
    case (let before?, let after?):
      if after.isEmpty {
        "now unfiltered (all buyers), was only \(list(before.buyers))"
      } else if before.isEmpty {
        "now only \(list(after.buyers)), was unfiltered (all buyers)"
      } else {
        [("now also", change.added), ("no longer", change.removed)].filter { !$0.1.isEmpty }
          .map { "\($0) \(list($1))" }.joined(separator: "; ")
      }
    case (nil, nil): ""
    }
  }

  private func end(_ change: EndChange) -> String {
    switch change {
    case .prolonged(let from, let to): "prolonged: \(from) → \(to)"
    case .shortened(let from, let to): "shortened: \(from) → \(to)"
    case .madePermanent(let from): "made permanent: was until \(from)"
    case .limited(let to): "now ends on \(to)"
    }
  }

  private static let maximumBuyers = 5

  private func list(_ buyers: [BuyerID]) -> String {
    buyers.list(upTo: Self.maximumBuyers) { word($0.rawValue) }
  }
}

extension SharedListChange {
  /// `set` or `group`.
  var noun: String {
    switch kind {
    case .moduleSet: "set"
    case .buyerGroup: "group"
    }
  }

  /// How many tokens the change reaches.
  var reach: String {
    switch action {
    case .added: "new, used by \(counted(tokenCount, "token"))"
    case .changed: "used by \(counted(tokenCount, "token"))"
    case .removed: "removed, was used by \(counted(tokenCount, "token"))"
    }
  }

  /// The entries with what happened to them.
  var rows: [(sign: Sign, entry: VerbatimText, note: String?)] {
    added.map { (.added, $0, nil) } + removed.map { (.removed, $0, nil) }
      + refiltered.map { (.changed, $0, "filters changed") }
  }
}
