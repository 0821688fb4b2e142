import TokenModel

/// Finds what the files managed before the change under review and no longer manage.
struct NoLongerManaged {
  /// The tokens of the files, selected or not.
  let head: [TokenID: DesiredToken]
  let catalogue: ModuleCatalogue

  init(head: [DesiredToken], catalogue: ModuleCatalogue) {
    self.head = Dictionary(head.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.catalogue = catalogue
  }

  /// Sorted by id.
  func among(_ base: [DesiredToken], selection: TokenSelection) -> [NoLongerManagedToken] {
    base.filter { selection.targets.isEmpty || selection.targets.contains($0.id) }
      .compactMap(noLongerManaged).sorted { $0.id < $1.id }
  }

  private func noLongerManaged(_ base: DesiredToken) -> NoLongerManagedToken? {
    guard let head = head[base.id] else { return NoLongerManagedToken(id: base.id, position: base.position) }
    var keys = TokenField.allCases.filter {
      base.managedFields.contains($0) && !head.managedFields.contains($0)
    }.map(NoLongerManagedToken.Key.field)
    keys += filters(base, head)
    if base.isProtected?.value == true, head.isProtected?.value != true { keys.append(.protected) }
    return keys.isEmpty ? nil : NoLongerManagedToken(id: base.id, keys: keys, position: base.position)
  }

  /// Modules that are listed as before, and without the filters that were asked for.
  private func filters(_ base: DesiredToken, _ head: DesiredToken) -> [NoLongerManagedToken.Key] {
    // Of two entries for a module, the first one decides.
    let asked = Dictionary(
      (head.modules?.value ?? []).map { (name(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    let free = Set(asked.filter { $0.value.filters == nil }.keys)
    return (base.modules?.value ?? []).filter { $0.filters != nil }.map(name).filter(free.contains).sorted()
      .map { .filters(of: $0) }
  }

  /// The module's id, or its name as written in the file if the catalogue does not know it.
  private func name(of module: DesiredModule) -> String {
    catalogue.id(of: module.reference)?.rawValue ?? module.reference.text
  }
}
