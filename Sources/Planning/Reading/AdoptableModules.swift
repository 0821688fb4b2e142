package import TokenModel

/// What the reversal of a plan needs to know of modules, beyond the plan.
package struct AdoptableModules: Sendable {
  /// The modules that a file may refer to by name: those among what the plan revokes whose name no other module has.
  package let named: Set<ModuleID>
  private let places: [TokenID: [ModuleID: [SourcePosition]]]

  /// - Parameter tokens: The tokens of the files, without the entries that have ended.
  init(of plan: Plan, _ tokens: [DesiredToken], _ catalogue: ModuleCatalogue) {
    let revoked = plan.changes.flatMap { $0.modules?.revoked ?? [] }
    named = Set(
      revoked.filter { module in module.name.map { catalogue.ids(named: $0) == [module.id] } ?? false }.map(\.id))
    let granting = Set(plan.changes.filter { $0.modules?.granted.isEmpty == false }.map(\.id))
    places = Dictionary(
      tokens.filter { granting.contains($0.id) }.map { token in
        let entries = (token.modules?.value ?? []).compactMap { entry in
          catalogue.id(of: entry.reference).map { ($0, [entry.position]) }
        }
        return (token.id, Dictionary(entries, uniquingKeysWith: +))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The places of all entries by which the files ask for a module that the plan grants. A name and an id, or the token's own
  /// list and a set, may mean the same.
  package func places(of module: ModuleID, on token: TokenID) -> [SourcePosition] { places[token]?[module] ?? [] }
}
