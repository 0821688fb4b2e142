package import Planning
package import TokenModel

/// The counts of an apply's report, by outcome.
package struct ReportFigures: Sendable {
  /// The report itself.
  package let report: ApplyReport
  /// The changes of access by outcome. A token whose access was stored in part counts module by module.
  private var access: [Outcome: AccessTally] = [:]
  private let places: [TokenID: Int]

  /// - Parameter changes: The changes of the plan that was applied.
  package init(_ report: ApplyReport, of changes: [TokenChange]) {
    self.report = report
    places = Dictionary(
      report.results.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in changes.indices {
      let outcomes = outcomes(of: changes[index])
      if let extensions = changes[index].extensions {
        access[outcomes.extensions, default: AccessTally()].add(extensions)
      }
      guard let modules = changes[index].modules else { continue }
      for outcome in outcomes.all {
        access[outcome, default: AccessTally()].add(modules) { outcomes[$0] == outcome }
      }
    }
  }

  /// What this run wrote.
  package var written: AccessTally { self[.applied] }

  /// The changes of access with an outcome.
  package subscript(outcome: Outcome) -> AccessTally { access[outcome] ?? AccessTally() }

  /// The result of a token; nil if it was not attempted.
  package func result(of id: TokenID) -> TokenResult? { places[id].map { report.results[$0] } }

  /// The outcome of a token. A token without a result was not attempted.
  package func outcome(of id: TokenID) -> Outcome { result(of: id)?.outcome ?? .notAttempted }

  /// The outcome of each part of a change.
  package func outcomes(of change: TokenChange) -> ModuleOutcomes { ModuleOutcomes(change, result(of: change.id)) }
}

/// The outcome of each part of one token's change of access.
package struct ModuleOutcomes: Sendable {
  /// The outcome of the token as a whole.
  package let token: Outcome
  /// The outcome of the change of extensions.
  package let extensions: Outcome
  /// The filters of each module as the platform stored them, if it stored something else than was asked.
  private var stored: [ModuleID: ModuleFilters]?
  private var requested: [ModuleID: ModuleFilters] = [:]

  init(_ change: TokenChange, _ result: TokenResult?) {
    token = result?.outcome ?? .notAttempted
    extensions = token == .notConverged && result?.mismatches.extensions == nil ? .applied : token
    guard token == .notConverged else { return }
    // If only a text was stored otherwise, the modules are as they were asked.
    let held = result?.mismatches.modules?.after ?? change.modules?.after ?? []
    stored = Dictionary(held.map { ($0.id, $0.filters) }) { first, _ in first }
    requested = Dictionary((change.modules?.after ?? []).map { ($0.id, $0.filters) }) { first, _ in first }
  }

  /// The outcome of a module's part of the change.
  package subscript(module: ModuleID) -> Outcome {
    guard let stored else { return token }
    return stored[module] == requested[module] ? .applied : .notConverged
  }

  /// The outcomes that a module of the token can have.
  package var all: [Outcome] { stored == nil ? [token] : [.applied, .notConverged] }
}
