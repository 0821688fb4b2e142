import TokenModel

/// Desired tokens as the files ask for them on a day: an entry whose last day is over counts as not listed.
struct TokensOnDay: Sendable {
  /// As the files list them, ended entries included.
  let files: [DesiredToken]
  /// The tokens in their order. The modules of a token whose entries have all ended are not managed, because no plan asks
  /// for an empty list; ``emptied`` names the token.
  private(set) var tokens: [DesiredToken]
  /// The entries that have ended, of the tokens that have some.
  private(set) var ended: [TokenID: [DesiredModule]] = [:]
  /// The tokens whose entries have all ended.
  private(set) var emptied: Set<TokenID> = []

  /// - Parameter today: In UTC; nil if no entry has ended.
  init(_ tokens: [DesiredToken], today: CalendarDate?) {
    files = tokens
    self.tokens = tokens
    guard let today else { return }
    for index in tokens.indices {
      guard let modules = tokens[index].modules, modules.value.contains(where: { $0.hasEnded(on: today) }) else {
        continue
      }
      let id = tokens[index].id
      let listed = modules.value.inForce(on: today)
      ended[id] = modules.value.filter { $0.hasEnded(on: today) }
      if listed.isEmpty { emptied.insert(id) }
      self.tokens[index].modules = listed.isEmpty ? nil : Located(listed, at: modules.position)
    }
  }
}

extension ComparisonResult {
  /// Gives that cause to revocations of ended grants, and to changes of filters that an ended entry asked for.
  ///
  /// - Parameter entries: The entries of the token that have ended.
  mutating func mark(ended entries: [DesiredModule], _ catalogue: ModuleCatalogue) {
    let modules = change?.modules?.marking(ended: entries, catalogue)
    change?.modules = modules
  }
}

extension ModulesChange {
  /// The same change in which what the date took away has that cause, and revocations the entry that ended.
  ///
  /// - Parameter entries: The entries of the token that have ended.
  fileprivate func marking(ended entries: [DesiredModule], _ catalogue: ModuleCatalogue) -> ModulesChange {
    let sources = Dictionary(
      entries.compactMap { entry in catalogue.id(of: entry.reference).map { ($0, ModuleSource(entry)) } },
      uniquingKeysWith: { first, _ in first })
    var (before, causes) = (before, causes)
    for entry in entries {
      guard let id = catalogue.id(of: entry.reference), let filters = entry.filters?.value,
        refiltered.contains(where: { $0.id == id && $0.before == filters })
      else { continue }
      causes[id] = .ended
    }
    guard !causes.isEmpty || revoked.contains(where: { sources[$0.id] != nil }) else { return self }
    let isRevoked = Set(revoked.map(\.id))
    for index in before.indices where isRevoked.contains(before[index].id) {
      guard let source = sources[before[index].id] else { continue }
      before[index].source = source
      causes[before[index].id] = .ended
    }
    return ModulesChange(before: before, after: after, position: position, causes: causes)
  }
}

extension Diagnostic {
  /// - Parameter token: As the files list it, ended entries included.
  static func allEnded(_ token: DesiredToken) -> Diagnostic {
    let last = token.modules?.value.compactMap(\.until).max { $0.value < $1.value }
    return Diagnostic(
      .error, .wouldEmptyModules,
      "every module that the file lists for \(token.id) has ended\(last.map { ", the last on \($0.value)" } ?? ""), "
        + "and a token cannot be left without modules",
      help:
        "list a module that goes on, move an end, remove the key `modules`, or leave the token out with \(option: .exclude) \(token.id)",
      address: token.id, at: last?.position ?? token.modules?.position ?? token.position)
  }
}
