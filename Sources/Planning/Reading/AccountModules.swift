package import TokenModel

/// The modules of the platform, as far as a report needs them.
package struct AccountModules: Sendable {
  let catalogue: ModuleCatalogue
  let faults: [Diagnostic]

  init(catalogue: ModuleCatalogue, faults: [Diagnostic] = []) {
    self.catalogue = catalogue
    self.faults = faults
  }

  /// A catalogue with these modules.
  package init(_ modules: [CatalogueModule]) {
    self.init(catalogue: ModuleCatalogue(modules))
  }

  /// Whether a module can be limited to buyers; nil if the platform did not say.
  package func knowsBuyerFilter(_ id: ModuleID) -> Bool? { catalogue.rules(of: id)?.knowsBuyerFilter }

  /// The name of a module; nil if the catalogue does not have it.
  package func name(of id: ModuleID) -> VerbatimText? { catalogue.name(of: id) }

  /// The known name that is nearest to one that is not known.
  package func nearestName(to name: VerbatimText) -> VerbatimText? { catalogue.nearestName(to: name) }

  /// The modules with a name: those of the catalogue, or, if it has none, those that live tokens carry.
  ///
  /// - Parameter held: The names that live tokens carry of their modules.
  package func ids(named name: VerbatimText, held: [ModuleID: VerbatimText]) -> [ModuleID] {
    let ids = catalogue.ids(named: name)
    return ids.isEmpty ? held.filter { $0.value == name }.map(\.key).sorted() : ids
  }
}
