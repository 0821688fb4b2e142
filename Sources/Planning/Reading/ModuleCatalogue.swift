import Suggestions
import TokenModel

typealias ModuleNames = [ModuleID: VerbatimText]

extension ModuleNames {
  /// Learns the names that a live token carries of its modules.
  mutating func learn(from token: LiveToken) {
    for module in token.modules.value ?? [] where self[module.id] == nil { self[module.id] = module.name }
  }
}

/// The modules that the platform has, for finding an id by name and a name by id.
struct ModuleCatalogue: Sendable {
  /// Where the modules come from. Tokens that were read always add names for showing; they give ids by name only where the
  /// catalogue could not be read.
  enum Source: Sendable {
    /// Nothing needed it, or it failed, which is reported once for the whole plan.
    case unread
    case catalogue
    /// The default groups of the accounts, because the platform refuses the catalogue.
    case defaultGroups
    /// Only the tokens that were read, because these calls were refused or failed.
    case tokens([CallError])
  }

  let source: Source
  private let idsByName: [VerbatimText: [ModuleID]]
  private var namesByID: ModuleNames
  private var heldIDsByName: [VerbatimText: [ModuleID]] = [:]
  private let rulesByID: [ModuleID: ModuleRules]
  /// The modules of each account's default group, where they were read.
  private let allowed: [AccountID: Set<ModuleID>]

  static let unread = ModuleCatalogue(.unread, [], groups: [])

  init(_ modules: [CatalogueModule]) {
    self.init(.catalogue, modules, groups: [])
  }

  /// - Parameter groups: At least one.
  init(groups: [DefaultGroup]) {
    self.init(.defaultGroups, groups.flatMap(\.modules), groups: groups)
  }

  /// - Parameter failures: Why neither the catalogue nor a default group was read.
  init(tokensOnly failures: [CallError]) {
    self.init(.tokens(failures), [], groups: [])
  }

  private init(_ source: Source, _ modules: [CatalogueModule], groups: [DefaultGroup]) {
    self.source = source
    idsByName = Dictionary(grouping: modules, by: \.name).mapValues { Set($0.map(\.id)).sorted() }
    namesByID = Dictionary(modules.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    rulesByID = Dictionary(modules.map { ($0.id, $0.rules) }, uniquingKeysWith: { first, _ in first })
    allowed = Dictionary(
      groups.compactMap { group in group.account.map { ($0, Set(group.modules.map(\.id))) } },
      uniquingKeysWith: { $0.union($1) })
  }

  /// Whether ids can be found by name at all.
  var isKnown: Bool {
    if case .unread = source { false } else { true }
  }

  /// Whether it may have all modules, so that a name that it does not have is none of any module.
  var isRead: Bool {
    switch source {
    case .catalogue, .defaultGroups: true
    case .unread, .tokens: false
    }
  }

  /// All modules of that very name.
  func ids(named name: VerbatimText) -> [ModuleID] { idsByName[name] ?? heldIDsByName[name] ?? [] }

  func name(of id: ModuleID) -> VerbatimText? { namesByID[id] }

  func rules(of id: ModuleID) -> ModuleRules? { rulesByID[id] }

  /// The modules that tokens of an account may hold; nil if its default group was not read.
  func modulesAllowed(in account: AccountID) -> Set<ModuleID>? { allowed[account] }

  /// The known name that is nearest to one that is not known.
  func nearestName(to name: VerbatimText) -> VerbatimText? {
    let names = Set(idsByName.keys).union(heldIDsByName.keys)
    return nearestWord(to: name.string, among: names.map(\.string).sorted()).map { VerbatimText($0) }
  }

  /// Learns the names that live tokens carry of their modules.
  mutating func learn(_ names: ModuleNames) {
    switch source {
    case .unread, .catalogue: break
    case .defaultGroups, .tokens:
      heldIDsByName = Dictionary(grouping: names.keys, by: { names[$0] ?? "" }).mapValues { $0.sorted() }
    }
    namesByID.merge(names) { known, _ in known }
  }
}
