import Planning
import TokenFiles
import TokenModel

extension TokenDrift {
  /// The way back of a planned change: from what the files ask to what is live.
  ///
  /// - Parameter known: What is known of the modules of the plan that has the change.
  init(_ change: TokenChange, _ known: AdoptableModules) {
    self.init(id: change.id)
    texts = change.texts.map { (field: $0.field, live: $0.before) }
    extensions = change.extensions?.before
    guard let modules = change.modules else { return }
    removedModules = modules.granted.flatMap { known.places(of: $0.id, on: change.id) }
    // A grant that ended is listed with its end already.
    addedModules = modules.revoked.filter { modules.causes[$0.id] != .ended }.map { module in
      AddedModule(
        id: module.id, name: module.name, isUniqueName: known.named.contains(module.id), filters: module.filters)
    }
    filters = modules.refiltered.filter { modules.causes[$0.id] != .ended }.compactMap { module in
      module.position.map { (position: $0, live: module.before) }
    }
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
