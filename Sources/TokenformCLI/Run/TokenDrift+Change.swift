import Planning
import TokenFiles
import TokenModel

extension TokenDrift {
  /// The way back of a planned change: from what the files ask to what is live.
  ///
  /// - Parameter namedModules: The modules that a file may refer to by name.
  init(_ change: TokenChange, namedModules: Set<ModuleID>) {
    self.init(id: change.id)
    texts = change.texts.map { (field: $0.field, live: $0.before) }
    extensions = change.extensions?.before
    guard let modules = change.modules else { return }
    removedModules = modules.granted.compactMap(\.position)
    // A grant that ended is listed with its end already.
    addedModules = modules.revoked.filter { modules.causes[$0.id] != .ended }.map { module in
      AddedModule(
        id: module.id, name: module.name, isUniqueName: namedModules.contains(module.id), filters: module.filters)
    }
    filters = modules.refiltered.compactMap { module in module.position.map { (position: $0, live: module.before) } }
  }
}

extension ImportedToken {
  /// What the platform holds in the fields that drifted, as a file can express it. A text that looks like a secret is left
  /// out.
  init(_ drift: TokenDrift, of change: TokenChange, mask: SecretMask) {
    self.init(id: drift.id)
    for (field, live) in drift.texts where !mask.finds(in: live?.string ?? "") { texts[field] = .some(live) }
    extensions = drift.extensions
    guard !(drift.addedModules.isEmpty && drift.removedModules.isEmpty && drift.filters.isEmpty) else { return }
    modules = change.modules?.before.map { module in
      LiveModule(id: module.id, name: module.name, filters: .known(module.filters))
    }
  }
}
