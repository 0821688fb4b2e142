import TokenModel

/// Compares a live token with what the files declare, for a report.
struct DeclarationComparison: Sendable {
  let catalogue: ModuleCatalogue
  let today: CalendarDate

  /// What the files say about the token, and as warnings which of their modules cannot be found.
  func compare(_ desired: DesiredToken, with live: LiveToken) -> (TokenDeclaration, faults: [Diagnostic]) {
    let catalogue = catalogue(for: live)
    var current = desired
    if let listed = desired.modules?.value { current.modules?.value = listed.inForce(on: today) }
    var faults: [Diagnostic] = []
    var requested: [RequestedModule]?
    if let wanted = current.modules {
      switch catalogue.resolve(wanted.value, of: desired.id) {
      case .success(let modules): requested = modules
      case .failure(let unresolved): faults = unresolved.faults
      }
    }
    var differing = TokenDifference(from: live, to: RequestedToken(current, modules: requested)).fields
    if current.modules != nil, requested == nil {
      differing.insert(.modules, at: differing.firstIndex(of: .extensions) ?? differing.endIndex)
    }
    let declaration = TokenDeclaration(
      position: desired.position, differing: differing, managesModules: desired.modules != nil,
      entries: entries(for: live.modules.value ?? [], among: desired.modules?.value ?? [], catalogue))
    return (declaration, faults.map(\.asWarning))
  }

  /// The entry that declares each live module. One that holds comes before one that has ended.
  private func entries(
    for live: [LiveModule], among wanted: [DesiredModule], _ catalogue: ModuleCatalogue
  ) -> [DesiredModule?] {
    var indexByID: [ModuleID: Int] = [:]
    for (index, entry) in wanted.enumerated() {
      guard let id = catalogue.id(of: entry.reference) else { continue }
      if let other = indexByID[id], !wanted[other].hasEnded(on: today) { continue }
      indexByID[id] = index
    }
    return live.map { module in indexByID[module.id].map { wanted[$0] } }
  }

  /// The catalogue. Where neither it nor a default group can be read, the names that the token carries of its modules.
  private func catalogue(for live: LiveToken) -> ModuleCatalogue {
    guard case .tokens = catalogue.source else { return catalogue }
    var names = ModuleNames()
    names.learn(from: live)
    var own = catalogue
    own.learn(names)
    return own
  }
}

extension Diagnostic {
  fileprivate var asWarning: Diagnostic {
    var warning = self
    warning.severity = .warning
    return warning
  }
}
