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

extension Plan {
  /// Says of each module of a change that the token goes on to hold how its end moved.
  package mutating func markMovedEnds() {
    guard !movedEnds.isEmpty else { return }
    var ends: [TokenID: [ModuleID: MovedEnd]] = [:]
    for end in movedEnds {
      if let module = end.grant.module { ends[end.grant.token, default: [:]][module] = end }
    }
    for index in changes.indices {
      if let ends = ends[changes[index].id] { changes[index].modules = changes[index].modules?.marking(ends) }
    }
    for index in leftOut.indices {
      if let ends = ends[leftOut[index].id] { leftOut[index].modules = leftOut[index].modules?.marking(ends) }
    }
  }
}

extension ModulesChange {
  fileprivate func marking(_ ends: [ModuleID: MovedEnd]) -> ModulesChange {
    let after = after.map { module in
      guard let end = ends[module.id] else { return module }
      var module = module
      if module.source == nil { module.source = end.grant.source }
      module.source?.endChange = end.change
      return module
    }
    return ModulesChange(before: before, after: after, position: position, causes: causes)
  }
}
