package import Planning
package import TokenModel

/// What was gained and lost between an earlier report and this one.
package struct AccessChanges: Sendable, Equatable {
  /// When the earlier report was made.
  package var since: String?
  /// The tokens whose access or status changed, sorted by id.
  package var tokens: [TokenAccessChange]

  /// The changes from an earlier report to a later one.
  package init(from earlier: EarlierReport, to report: AccessReport) {
    since = earlier.madeAt
    let names = Dictionary(report.modules.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let before = Dictionary(earlier.tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(report.tokens.map(\.id))
    let stayed = report.tokens.compactMap { token in
      TokenAccessChange(from: before[token.id], to: SnapshotToken(token, names: names))
    }
    let removed = earlier.tokens.filter { !after.contains($0.id) }.compactMap { TokenAccessChange(from: $0, to: nil) }
    tokens = (stayed + removed).sorted { $0.id < $1.id }
  }

  /// Tokens that the earlier report did not have.
  package var added: Int { tokens.count { $0.kind == .added } }
  /// Tokens that this report does not have any more.
  package var removed: Int { tokens.count { $0.kind == .removed } }
  /// Modules that tokens gained, those of added tokens included.
  package var gained: Int { tokens.reduce(0) { $0 + $1.gained.count } }
  /// Modules that tokens lost, those of removed tokens included.
  package var lost: Int { tokens.reduce(0) { $0 + $1.lost.count } }
  /// Modules that tokens kept with other filters.
  package var refiltered: Int { tokens.reduce(0) { $0 + $1.refiltered.count } }
}

/// What changed in the access of one token.
package struct TokenAccessChange: Sendable, Equatable {
  /// Whether the token was in both reports.
  package enum Kind: String, Sendable {
    case added, removed, changed
  }

  /// A value in both reports.
  package struct Change<Value: Sendable & Equatable>: Sendable, Equatable {
    /// In the earlier report.
    package var before: Value
    /// In this report.
    package var after: Value
  }

  /// Whether the token was in both reports.
  package var kind: Kind
  /// The token.
  package var id: TokenID
  /// The name, of this report if it has the token.
  package var name: VerbatimText?
  /// Modules that the token holds and did not, sorted by id.
  package var gained: [SnapshotModule] = []
  /// Modules that the token held and does not, sorted by id.
  package var lost: [SnapshotModule] = []
  /// Modules that the token keeps with other filters, sorted by id.
  package var refiltered: [FilterChange] = []
  /// Nil if they did not change, or are not known in one of the reports.
  package var extensions: Change<ExtensionScope>?
  /// Nil if it did not change, or is not known in one of the reports.
  package var status: Change<String>?

  /// The change of a token; nil if nothing changed.
  ///
  /// - Parameters:
  ///   - before: The token in the earlier report; nil if it was not in it.
  ///   - after: The token in this report; nil if it is not in it.
  init?(from before: SnapshotToken?, to after: SnapshotToken?) {
    guard let token = after ?? before else { return nil }
    kind = before == nil ? .added : after == nil ? .removed : .changed
    id = token.id
    name = token.name
    let held = Dictionary((before?.modules ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let kept = Set((after?.modules ?? []).map(\.id))
    gained = (after?.modules ?? []).filter { held[$0.id] == nil }
    lost = (before?.modules ?? []).filter { !kept.contains($0.id) }.sorted { $0.id < $1.id }
    guard let before, let after else { return }
    refiltered = after.modules.compactMap { module in
      guard let filters = module.filters, let was = held[module.id]?.filters, was != filters else { return nil }
      return FilterChange(id: module.id, name: module.name, before: was, after: filters)
    }
    if let old = before.extensions, let new = after.extensions, old != new {
      extensions = Change(before: old, after: new)
    }
    if let old = before.status, let new = after.status, old != new { status = Change(before: old, after: new) }
    if gained.isEmpty, lost.isEmpty, refiltered.isEmpty, extensions == nil, status == nil { return nil }
  }
}

/// What two reports are compared by: a token with its access.
package struct SnapshotToken: Sendable, Equatable {
  /// The token.
  package var id: TokenID
  /// The name; nil if it is not known.
  package var name: VerbatimText?
  /// The platform's word for the status; nil if it is not known.
  package var status: String?
  /// Nil if they are not known.
  package var extensions: ExtensionScope?
  /// The modules that the token holds.
  package var modules: [SnapshotModule]

  init(id: TokenID, name: VerbatimText?, status: String?, extensions: ExtensionScope?, modules: [SnapshotModule]) {
    self.id = id
    self.name = name
    self.status = status
    self.extensions = extensions
    self.modules = modules
  }

  fileprivate init(_ token: ReportedToken, names: [ModuleID: VerbatimText?]) {
    self.init(
      id: token.id, name: token.name, status: token.status?.word, extensions: token.extensions.value,
      modules: token.modules.map { SnapshotModule(id: $0.id, name: names[$0.id] ?? nil, filters: $0.filters) })
  }
}

/// A module of a token that two reports are compared by.
package struct SnapshotModule: Sendable, Equatable {
  /// The module.
  package var id: ModuleID
  /// For display; nil if it is not known.
  package var name: VerbatimText?
  /// Nil if they are not known.
  package var filters: ModuleFilters?
}
