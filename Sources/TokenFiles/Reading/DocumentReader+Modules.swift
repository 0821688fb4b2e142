import TokenModel

extension DocumentReader {
  /// Reads a list of modules. If it is not a list or an entry is invalid, reports it and returns nil.
  mutating func readModules(_ field: Entry) -> [DesiredModule]? {
    guard expect(.sequence, field, orNull: "leave the key out if the modules are not managed here") else { return nil }
    let items = tree.children(of: field.value)
    guard !items.isEmpty else {
      report(
        .emptyValue, "a token needs at least one module", help: "leave the key out if the modules are not managed here",
        at: tree.nodes[field.value].span)
      return nil
    }
    var seen = DuplicateKeyFinder()
    let modules = items.compactMap { readModule($0, seen: &seen) }
    return modules.count == items.count ? modules : nil
  }

  private mutating func readModule(_ item: Int, seen: inout DuplicateKeyFinder) -> DesiredModule? {
    let index = tree.resolve(item)
    switch tree.nodes[index].kind {
    case .text: return readReference(index, item: item, seen: &seen)
    case .mapping: return readModuleMapping(index, item: item, seen: &seen)
    case .reported: break
    case .null: report(.nullValue, "an entry of `modules` must not be null", at: tree.nodes[item].span)
    case .sequence, .boolean, .alias:
      report(
        .wrongType,
        "an entry of `modules` must be an id, a name, or a mapping with `id`, not \(description(of: index))",
        at: tree.nodes[index].span)
    }
    return nil
  }

  private mutating func readModuleMapping(_ mapping: Int, item: Int, seen: inout DuplicateKeyFinder) -> DesiredModule? {
    var module: DesiredModule?
    var filters: Located<ModuleFilters>?
    var isSound = true
    var hasID = false
    for field in entries(of: mapping) {
      switch field.knownKey {
      case .id:
        hasID = true
        module =
          expectText(field, orNull: nil) ? readReference(field.value, item: item, seen: &seen) : nil
      case .filters:
        filters = readFilters(field).map { Located($0, at: position(of: field)) }
        isSound = isSound && filters != nil
      default:
        reportUnknownKey(field, in: .module)
        isSound = false
      }
    }
    if isSound, !hasID {
      report(
        .missingKey, "this module has no `id`", help: "`id` holds the module's id or name", at: tree.nodes[item].span)
    }
    module?.filters = filters
    return isSound ? module : nil
  }

  /// Reads a reference to a module: an id if the text begins like one, otherwise a name.
  private mutating func readReference(_ node: Int, item: Int, seen: inout DuplicateKeyFinder) -> DesiredModule? {
    let text = tree.text(of: node)
    let span = tree.nodes[node].span
    guard !text.isEmpty else {
      report(.emptyValue, "a module's id or name must not be empty", at: span)
      return nil
    }
    let place = tree.nodes[item].span
    if let first = seen.firstOccurrence(of: node, at: item, in: tree) {
      report(.duplicateModule, "the module \(quote(text)) is listed twice; first at \(reference(to: first))", at: place)
      return nil
    }
    let position = place.start.position(in: tokenFile)
    guard tree.withText(of: node, { $0.begins(with: "MOD-") }) else {
      return DesiredModule(.name(VerbatimText(text)), at: position)
    }
    guard let id = ModuleID(wellFormed: text) else {
      reportMalformed(ModuleKind.self, text, at: span)
      return nil
    }
    return DesiredModule(.id(id), at: position)
  }
}

extension DocumentReader {
  private mutating func readFilters(_ field: Entry) -> ModuleFilters? {
    guard expect(.mapping, field, orNull: "write `{}` to remove the filters, or leave the key out to keep them") else {
      return nil
    }
    var filters: ModuleFilters? = ModuleFilters.none
    for entry in entries(of: field.value) {
      switch entry.knownKey {
      case .groupBuyers:
        filters = readBuyers(entry).map { ModuleFilters(buyers: $0) }
      default:
        reportUnknownKey(entry, in: .filters)
        filters = nil
      }
    }
    return filters
  }

  private mutating func readBuyers(_ field: Entry) -> [BuyerID]? {
    let help = "name at least one buyer, or write `filters: {}` to remove the filters"
    guard expect(.sequence, field, orNull: help) else { return nil }
    let items = tree.children(of: field.value)
    guard !items.isEmpty else {
      report(.emptyValue, "\(quoteKey(of: field)) must not be empty", help: help, at: tree.nodes[field.value].span)
      return nil
    }
    return readIDs(of: BuyerKind.self, in: items, named: "buyer", .duplicateBuyer)
  }
}
