import TokenModel

typealias ModuleNames = [ModuleID: VerbatimText]

extension ModuleNames {
  /// Learns the names that a live token carries of its modules.
  mutating func learn(from token: LiveToken) {
    for module in token.modules.value ?? [] where self[module.id] == nil { self[module.id] = module.name }
  }
}

/// The modules that the platform knows, for finding an id by name and a name by id.
struct ModuleCatalogue: Sendable {
  private let idsByName: [VerbatimText: [ModuleID]]
  private var namesByID: ModuleNames

  /// Whether the platform was asked and answered.
  let isKnown: Bool

  static let notLookedUp = ModuleCatalogue([], isKnown: false)

  init(_ modules: [CatalogueModule]) {
    self.init(modules, isKnown: true)
  }

  private init(_ modules: [CatalogueModule], isKnown: Bool) {
    self.isKnown = isKnown
    idsByName = Dictionary(grouping: modules, by: \.name).mapValues { Set($0.map(\.id)).sorted() }
    namesByID = Dictionary(modules.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// All modules of that very name.
  func ids(named name: VerbatimText) -> [ModuleID] { idsByName[name] ?? [] }

  func name(of id: ModuleID) -> VerbatimText? { namesByID[id] }

  /// The catalogue's name that is nearest to one that it does not have.
  func nearestName(to name: VerbatimText) -> VerbatimText? {
    Spelling.nearest(to: name.string, among: idsByName.keys.map(\.string).sorted()).map { VerbatimText($0) }
  }

  /// Learns the names that live tokens carry of their modules.
  mutating func learn(_ names: ModuleNames) {
    namesByID.merge(names) { known, _ in known }
  }
}
