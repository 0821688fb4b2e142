import AccessReport
import Planning
import TokenModel

/// A token that was read for a report.
struct ReadToken: Sendable {
  let token: ReportedToken
  /// The names that the token carries of modules that the catalogue does not name.
  fileprivate let names: [ModuleID: VerbatimText]

  init(_ live: LiveToken, _ declaration: TokenDeclaration, _ modules: AccountModules, _ rules: FindingRules) {
    token = ReportedToken(live, declaration, knowsBuyerFilter: modules.knowsBuyerFilter, rules: rules)
    let unnamed = (live.modules.value ?? []).filter { modules.name(of: $0.id) == nil }
    names = Dictionary(
      unnamed.compactMap { module in module.name.map { (module.id, $0) } }, uniquingKeysWith: { first, _ in first })
  }
}

/// The modules that tokens hold, with what the platform says about them.
struct HeldModules {
  /// Sorted by id.
  let named: [AccessReport.NamedModule]
  private let modules: AccountModules
  private let names: [ModuleID: VerbatimText]

  init(_ found: AccountTokens<ReadToken>) {
    var names: [ModuleID: VerbatimText] = [:]
    var holders: [ModuleID: Int] = [:]
    for row in found.rows {
      for module in row.token.modules { holders[module.id, default: 0] += 1 }
      names.merge(row.names) { first, _ in first }
    }
    let modules = found.modules
    named = holders.sorted { $0.key < $1.key }.map { id, count in
      AccessReport.NamedModule(
        id: id, name: modules.name(of: id) ?? names[id], knowsBuyerFilter: modules.knowsBuyerFilter(id), holders: count)
    }
    self.modules = modules
    self.names = names
  }

  /// The module of an id or of an exact name. Throws if no module has the name, or several do.
  func module(_ text: String) throws(Diagnostic) -> AccessReport.NamedModule {
    let id: ModuleID
    if let given = ModuleID(wellFormed: text) { id = given } else { id = try self.id(named: text) }
    return named.first { $0.id == id }
      ?? AccessReport.NamedModule(
        id: id, name: modules.name(of: id), knowsBuyerFilter: modules.knowsBuyerFilter(id))
  }

  private func id(named text: String) throws(Diagnostic) -> ModuleID {
    let ids = modules.ids(named: VerbatimText(text), held: names)
    guard let id = ids.first else {
      throw Diagnostic(
        .error, .unknownModule, "no module is named \"\(text)\"",
        help: modules.nearestName(to: VerbatimText(text)).map { "did you mean \"\($0.string)\"?" }
          ?? "name the module by its id, such as \(ModuleKind.example)")
    }
    guard ids.count == 1 else {
      throw Diagnostic(
        .error, .ambiguousModule, "\(ids.count) modules are named \"\(text)\"",
        help: "name the module by its id, one of \(ids.map(\.rawValue).joined(separator: ", "))")
    }
    return id
  }
}
