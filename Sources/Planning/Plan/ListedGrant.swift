package import TokenModel

/// A module that the files list for a token, whether the token holds it or not.
package struct ListedGrant: Sendable, Equatable {
  /// The token.
  package var token: TokenID
  /// The module's id; nil if the files name a module that the catalogue does not have exactly once.
  package var module: ModuleID?
  /// The module's name; nil if it is not known.
  package var name: VerbatimText?
  /// Where the files list it, with its end and its reason.
  package var source: ModuleSource

  /// A grant with what is known of its module.
  package init(token: TokenID, module: ModuleID?, name: VerbatimText?, source: ModuleSource) {
    self.token = token
    self.module = module
    self.name = name
    self.source = source
  }

  init(_ entry: DesiredModule, of token: TokenID, _ catalogue: ModuleCatalogue) {
    let id = catalogue.id(of: entry.reference)
    let written: VerbatimText? =
      if case .name(let name) = entry.reference { name } else { nil }
    self.init(
      token: token, module: id, name: written ?? id.flatMap(catalogue.name), source: ModuleSource(entry))
  }
}

/// A grant whose last day is another than before the change under review.
package struct MovedEnd: Sendable, Equatable {
  /// The grant as the files have it now.
  package var grant: ListedGrant
  /// How its end moved.
  package var change: EndChange

  /// A grant with the change of its end.
  package init(_ grant: ListedGrant, _ change: EndChange) {
    self.grant = grant
    self.change = change
  }
}
