package import TokenModel

/// What the platform holds of one token where it differs from the files.
package struct TokenDrift: Sendable {
  /// The token.
  package var id: TokenID
  /// The texts that the platform holds instead. An inner nil is a null.
  package var texts: [(field: TextField, live: VerbatimText?)] = []
  /// The places of the entries whose modules the platform does not hold.
  package var removedModules: [SourcePosition] = []
  /// Sorted by id.
  package var addedModules: [AddedModule] = []
  /// The places of the entries whose modules have other filters on the platform, with those filters.
  package var filters: [(position: SourcePosition, live: ModuleFilters)] = []
  /// The extensions that the platform holds instead; nil if they do not differ.
  package var extensions: ExtensionScope?

  /// A token without differences, which are added later.
  package init(id: TokenID) {
    self.id = id
  }

  /// Whether nothing differs.
  package var isEmpty: Bool {
    texts.isEmpty && removedModules.isEmpty && addedModules.isEmpty && filters.isEmpty && extensions == nil
  }
}

/// A module that the platform holds and the files do not list.
package struct AddedModule: Sendable {
  /// The module.
  package var id: ModuleID
  /// Nil if it is not known.
  package var name: VerbatimText?
  /// Whether no other module has this name, so that a file may use it instead of the id.
  package var isUniqueName: Bool
  /// No buyers means no filter.
  package var filters: ModuleFilters

  /// A module with its filters.
  package init(id: ModuleID, name: VerbatimText?, isUniqueName: Bool, filters: ModuleFilters) {
    self.id = id
    self.name = name
    self.isUniqueName = isUniqueName
    self.filters = filters
  }

  /// The module as an entry of a list refers to it: by name if the other entries do, and the name means this module.
  func reference(in list: [DesiredModule]) -> DesiredModule.Reference {
    let direct = list.filter { $0.set == nil }
    let usesNames = !direct.isEmpty && direct.allSatisfy { if case .name = $0.reference { true } else { false } }
    guard usesNames, isUniqueName, let name, !name.isEmpty, !name.string.utf8.starts(with: "MOD-".utf8) else {
      return .id(id)
    }
    return .name(name)
  }
}

extension DesiredToken {
  /// The token as the files ask for it once a drift is written into them.
  func adopting(_ drift: TokenDrift?) -> DesiredToken {
    guard let drift else { return self }
    var token = self
    for (field, live) in drift.texts { token.texts[field]?.value = live }
    if let extensions = drift.extensions { token.extensions?.value = extensions }
    guard var list = token.modules else { return token }
    let added = drift.addedModules.map { module in
      DesiredModule(
        module.reference(in: list.value), at: list.position,
        filters: module.filters.isEmpty ? nil : Located(module.filters, at: list.position))
    }
    list.value.removeAll { drift.removedModules.contains($0.position) }
    for (position, live) in drift.filters {
      for index in list.value.indices where list.value[index].position == position {
        list.value[index].filters?.value = live
      }
    }
    list.value += added
    token.modules = list
    return token
  }
}

extension TokenDrift {
  /// Throws if a file may not hold what the platform does.
  func expectExpressible(in token: DesiredToken, mask: SecretMask) throws(AdoptionObstacle) {
    for (field, live) in texts {
      let text = live?.string ?? ""
      if text.utf8.isEmpty, !field.isNullable { throw AdoptionObstacle("its \(field.rawValue) is empty") }
      if mask.finds(in: text) { throw AdoptionObstacle("its \(field.rawValue) looks like a secret") }
      if text.utf8.count > Limits.scalarSize {
        throw AdoptionObstacle("its \(field.rawValue) has more than \(Limits.scalarSize >> 20) MiB")
      }
    }
    if let list = token.modules?.value, addedModules.isEmpty, removedModules.count == list.count {
      throw AdoptionObstacle("it has no modules on the platform, which a file cannot express")
    }
    let buyers = addedModules.flatMap(\.filters.buyers) + filters.flatMap(\.live.buyers)
    guard addedModules.allSatisfy({ ModuleID(wellFormed: $0.id.rawValue) != nil }),
      buyers.allSatisfy({ BuyerID(wellFormed: $0.rawValue) != nil })
    else { throw AdoptionObstacle("the platform returned an id that a file cannot express") }
    if case .only(let ids)? = extensions, ids.contains(where: { ExtensionID(wellFormed: $0.rawValue) == nil }) {
      throw AdoptionObstacle("the platform returned an id that a file cannot express")
    }
  }
}
