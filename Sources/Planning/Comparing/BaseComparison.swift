import TokenModel

/// Separates what the change under review proposes from drift, using the files as they were before it.
struct BaseComparison {
  private let tokens: [TokenID: DesiredToken]
  private let catalogue: ModuleCatalogue
  private let today: CalendarDate?
  private let changedLists: Set<SharedListChange.ListID>

  /// - Parameters:
  ///   - today: The day of the plan; nil if no entry has ended.
  ///   - sharedLists: The sets and groups that the change under review changes.
  init(
    _ tokens: [DesiredToken], catalogue: ModuleCatalogue, today: CalendarDate?, sharedLists: [SharedListChange] = []
  ) {
    self.today = today
    changedLists = Set(sharedLists.map(\.id))
    self.tokens = Dictionary(tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.catalogue = catalogue
  }

  /// The same result with the cause of everything in it, and with the lines that changed. A token that the files
  /// protected before stays protected.
  ///
  /// - Parameter head: The token as the files ask for it now.
  func explain(_ result: ComparisonResult, of head: DesiredToken) -> ComparisonResult {
    guard var change = result.change else { return result }
    var result = result
    let base = tokens[change.id]
    change.isProtected = change.isProtected || base?.isProtected?.value ?? false
    change.texts = change.texts.map { text in
      var text = text
      text.cause = cause(of: text, base: base)
      return text
    }
    if let modules = change.modules {
      let known = base?.modules.map { BaseModules($0.value, in: catalogue, today: today) }
      change.modules = sourced(
        modules, by: Self.causes(of: modules, base: known), base: known, entries: head.modules?.value ?? [])
      result.faults += known?.unresolved.compactMap { catalogue.faultInBase($0, of: change.id) } ?? []
    }
    if let extensions = change.extensions {
      change.extensions = extensions.caused(by: base?.extensions?.value)
    }
    result.change = change
    return result
  }

  private func cause(of text: TextChange, base: DesiredToken?) -> Cause {
    guard let requested = base?.texts[text.field] else { return .proposed }
    return Cause(
      isProposed: !areEquivalent(requested.value, text.after), isDrift: !areEquivalent(requested.value, text.before))
  }

  private static func causes(of change: ModulesChange, base: BaseModules?) -> [ModuleID: Cause] {
    let live = Dictionary(change.before.map { ($0.id, $0.filters) }, uniquingKeysWith: { first, _ in first })
    let head = Dictionary(change.after.map { ($0.id, $0.filters) }, uniquingKeysWith: { first, _ in first })
    return change.differing.reduce(into: [:]) { causes, id in
      let was = base?.outcome(of: id, live: live[id]) ?? .unknown
      let hasEndedInBase = head[id] == nil ? base?.hasEnded(id) : live[id].flatMap { base?.hasEnded(id, with: $0) }
      if change.causes[id] == .ended || hasEndedInBase == true {
        // The date explains what is live; a base without that end was changed by a proposal as well.
        causes[id] = was == .init(head[id]) ? .ended : .both
      } else if was == .unknown {
        causes[id] = .proposed
      } else {
        let beforeEnds = base?.outcomeBeforeEnds(of: id, live: live[id])
        let isDrift = was != .init(live[id]) && beforeEnds != .init(live[id])
        causes[id] = Cause(isProposed: was != .init(head[id]), isDrift: isDrift)
      }
    }
  }
}

extension BaseComparison {
  /// The same change with its causes. What is revoked gets the line beside which it was listed, and what is re-filtered
  /// that of its filters; and what the change under review asks for says whether a set or group of it changed, or the use
  /// that the token makes of a set.
  ///
  /// - Parameter entries: What the files ask for now.
  private func sourced(
    _ change: ModulesChange, by causes: [ModuleID: Cause], base: BaseModules?, entries: [DesiredModule]
  ) -> ModulesChange {
    let sources = Dictionary(
      change.after.compactMap { module in module.source.map { (module.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    let asked = Dictionary(
      entries.compactMap { entry in catalogue.id(of: entry.reference).map { ($0, entry) } },
      uniquingKeysWith: { first, _ in first })
    var (before, after) = (change.before, change.after)
    for index in before.indices where sources[before[index].id] == nil && before[index].source == nil {
      before[index].source = base?.source(ofRemoved: before[index].id, among: sources, list: change.position)
      if causes[before[index].id] == .drift { before[index].source?.setChange = nil }
    }
    let (granted, refiltered) = (Set(change.granted.map(\.id)), Set(change.refiltered.map(\.id)))
    for index in after.indices {
      let id = after[index].id
      let isRefiltered = refiltered.contains(id)
      guard isRefiltered || granted.contains(id) else { continue }
      if isRefiltered, let place = asked[id]?.filters?.position { after[index].source?.position = place }
      guard Causes(causes[id]).contains(.proposed) else { continue }
      if let set = after[index].source?.set {
        after[index].source?.setChange = setChange(of: id, set, base: base, isRefiltered: isRefiltered)
      }
      guard isRefiltered else { continue }
      after[index].source?.changedGroups = (asked[id]?.buyerGroups ?? []).filter { group in
        changedLists.contains(SharedListChange.ListID(kind: .buyerGroup, name: group))
      }
    }
    return ModulesChange(before: before, after: after, position: change.position, causes: causes)
  }

  private func setChange(
    of module: ModuleID, _ set: String, base: BaseModules?, isRefiltered: Bool
  ) -> ModuleSource.SetChange? {
    guard let base, base.uses(set) else { return .useAdded }
    guard isRefiltered else { return .contents }
    // Another entry of the token's may have decided before; and the set may only name a group that changed.
    let isOfChangedSet = changedLists.contains(SharedListChange.ListID(kind: .moduleSet, name: set))
    return base.set(of: module) == set && isOfChangedSet ? .contents : nil
  }
}

extension ModuleCatalogue {
  /// What to say of a module whose id is not known; nil if the catalogue was reported already.
  fileprivate func faultInBase(_ module: DesiredModule, of token: TokenID) -> Diagnostic? {
    switch source {
    case .unread: return nil
    case .catalogue, .defaultGroups: return .unknownInBase(module, of: token)
    case .tokens:
      var fault = fault(of: module, token: token)
      fault.position = nil
      return fault
    }
  }
}

extension Diagnostic {
  /// Without a position of its own: the line is to be found in the base, and not in the file that is there now.
  fileprivate static func unknownInBase(_ module: DesiredModule, of token: TokenID) -> Diagnostic {
    let place = module.position
    return Diagnostic(
      .warning, .unknownModule,
      "the base names a module \(module.reference.quoted) at \(place.file):\(place.line):\(place.column), "
        + "but the platform's catalogue does not have exactly one module with that name",
      help: "differences in this token's modules count as proposed wherever they may concern that module",
      address: token)
  }
}
