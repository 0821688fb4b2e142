import TokenModel

extension DocumentReader {
  /// Where a list of modules is.
  enum ListOwner {
    case token, set

    fileprivate var entryLevel: ConfigurationLevel { self == .token ? .module : .moduleOfSet }
  }

  /// Reads a list of modules. If it is not a list or an entry is invalid, reports it and returns nil.
  mutating func readModules(_ field: Entry, of owner: ListOwner) -> ModuleList? {
    let help =
      owner == .token ? "omit the key to leave the modules unmanaged" : "list the modules of the set"
    guard expect(.sequence, field, orNull: help) else { return nil }
    let items = tree.children(of: field.value)
    guard !items.isEmpty else {
      report(
        .emptyValue, "a \(owner == .token ? "token" : "set") needs at least one module", help: help,
        at: tree.nodes[field.value].span)
      return nil
    }
    var list = ModuleList()
    list.modules.reserveCapacity(items.count)
    var reading = ListReading(owner: owner)
    var isSound = true
    for item in items where !readEntry(item, into: &list, &reading) { isSound = false }
    return isSound ? list : nil
  }

  /// What is known of a list while its entries are read.
  private struct ListReading {
    let owner: ListOwner
    var modules = DuplicateKeyFinder()
    var sets = DuplicateKeyFinder()
  }

  private mutating func readEntry(_ item: Int, into list: inout ModuleList, _ reading: inout ListReading) -> Bool {
    let index = tree.resolve(item)
    switch tree.nodes[index].kind {
    case .text:
      guard let module = readReference(index, item: item, &reading) else { return false }
      list.modules.append(module)
      return true
    case .mapping:
      let fields = entries(of: index)
      return reading.owner == .token && fields.contains { $0.knownKey == .set }
        ? readSetReference(fields, item: item, into: &list, &reading)
        : readModule(fields, item: item, into: &list, &reading)
    case .reported: break
    case .null: report(.nullValue, "an entry of \(reading.owner.listName) must not be null", at: tree.nodes[item].span)
    case .sequence, .boolean, .alias:
      report(
        .wrongType,
        "an entry of \(reading.owner.listName) must be an id, a name, or a mapping with \(reading.owner.entryKeys), "
          + "not \(description(of: index))",
        at: tree.nodes[index].span)
    }
    return false
  }

  private mutating func readModule(
    _ fields: [Entry], item: Int, into list: inout ModuleList, _ reading: inout ListReading
  ) -> Bool {
    var module: DesiredModule?
    var filters: Located<ModuleFilters>?
    var groups: [BuyersGroup] = []
    var (until, reason): (Located<CalendarDate>?, Located<VerbatimText>?)
    var isSound = true
    var hasID = false
    for field in fields {
      switch field.knownKey {
      case .id:
        hasID = true
        module = expectText(field, orNull: nil) ? readReference(field.value, item: item, &reading) : nil
      case .filters:
        isSound = readFilters(field, into: &filters, groups: &groups) && isSound
      case .until where reading.owner == .token:
        until = readEnd(field)
        isSound = until != nil && isSound
      case .reason where reading.owner == .token:
        reason = readReason(field)
        isSound = reason != nil && isSound
      default:
        reportUnknownKey(field, in: reading.owner.entryLevel)
        isSound = false
      }
    }
    if isSound, !hasID {
      report(
        .missingKey, "this module has no `id`", help: "`id` is the module's id or name", at: tree.nodes[item].span)
    }
    guard isSound, var module else { return false }
    module.filters = filters
    if until != nil || reason != nil { module.terms = GrantTerms(until: until, reason: reason) }
    if !groups.isEmpty {
      module.buyerGroups = groups.map(\.name).sorted()
      list.groups += groups.map { GroupReference(index: list.modules.count, name: $0.name, position: $0.position) }
    }
    list.modules.append(module)
    return true
  }

  private mutating func readSetReference(
    _ fields: [Entry], item: Int, into list: inout ModuleList, _ reading: inout ListReading
  ) -> Bool {
    var name: (text: String, position: SourcePosition)?
    var (until, reason): (Located<CalendarDate>?, Located<VerbatimText>?)
    var isSound = true
    for field in fields {
      switch field.knownKey {
      case .set: name = readSetName(field, item: item, &reading)
      case .until:
        until = readEnd(field)
        isSound = until != nil && isSound
      case .reason:
        reason = readReason(field)
        isSound = reason != nil && isSound
      default:
        reportUnknownKey(field, in: .setUse)
        isSound = false
      }
    }
    guard isSound, let name else { return false }
    let use = SetUse(name: name.text, position: tree.nodes[item].span.start.position(in: tokenFile))
    list.sets.append(
      SetReference(
        index: list.modules.count, name: name.text, position: name.position,
        terms: GrantTerms(set: use, until: until, reason: reason)))
    return true
  }

  private mutating func readSetName(
    _ field: Entry, item: Int, _ reading: inout ListReading
  ) -> (text: String, position: SourcePosition)? {
    guard let name = readText(field, orNull: "name a set of `module_sets`") else { return nil }
    let span = tree.nodes[field.value].span
    guard Self.isName(name) else {
      reportMalformedName(name, noun: "set", at: span)
      return nil
    }
    if let first = reading.sets.firstOccurrence(of: field.value, at: item, in: tree) {
      report(
        .duplicateModule, "the set \(quote(name)) is listed twice; first at \(reference(to: first))",
        at: tree.nodes[item].span)
      return nil
    }
    return (name, span.start.position(in: tokenFile))
  }

  /// Reads a reference to a module: an id if the text begins like one, otherwise a name.
  private mutating func readReference(_ node: Int, item: Int, _ reading: inout ListReading) -> DesiredModule? {
    let text = tree.text(of: node)
    let span = tree.nodes[node].span
    guard !text.isEmpty else {
      report(.emptyValue, "a module's id or name must not be empty", at: span)
      return nil
    }
    let place = tree.nodes[item].span
    if let first = reading.modules.firstOccurrence(of: node, at: item, in: tree) {
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

extension DocumentReader.ListOwner {
  fileprivate var listName: String { self == .token ? "`modules`" : "a set" }
  fileprivate var entryKeys: String { self == .token ? "`id` or `set`" : "`id`" }
}
