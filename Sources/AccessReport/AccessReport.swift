package import TokenModel

/// Which tokens of the accounts have which access, and what a review has to look at.
package struct AccessReport: Sendable {
  /// The platform's base URL, normalised; empty if it is not known.
  package var endpoint: String
  /// When the report was made: RFC 3339 in UTC.
  package var madeAt: String
  /// The accounts of the tokens, sorted by id.
  package var accounts: [Account]
  /// The module that the report is limited to; nil for all.
  package var scope: NamedModule?
  /// What counts as a finding.
  package var rules: FindingRules
  /// Sorted by id.
  package var tokens: [ReportedToken]
  /// The modules that tokens hold, sorted by id.
  package var modules: [NamedModule]
  /// What changed since an earlier report; nil if none was given.
  package var changes: AccessChanges?
  /// What went wrong, or may surprise.
  package var diagnostics: [Diagnostic]
  /// Whether everything was read.
  package var isComplete: Bool

  /// A module with what is known of it.
  package struct NamedModule: Sendable, Equatable {
    /// The module.
    package var id: ModuleID
    /// For display; nil if it is not known.
    package var name: VerbatimText?
    /// Whether it can be limited to buyers; nil if the platform did not say.
    package var knowsBuyerFilter: Bool?
    /// How many tokens hold it.
    package var holders: Int

    /// A module and the number of its holders.
    package init(id: ModuleID, name: VerbatimText?, knowsBuyerFilter: Bool? = nil, holders: Int = 0) {
      self.id = id
      self.name = name
      self.knowsBuyerFilter = knowsBuyerFilter
      self.holders = holders
    }
  }

  /// A report without tokens, of which not everything was read.
  package init(failed diagnostics: [Diagnostic], endpoint: String = "", madeAt: String, rules: FindingRules) {
    self.init(
      endpoint: endpoint, madeAt: madeAt, accounts: [], rules: rules, tokens: [], modules: [], diagnostics: diagnostics,
      isComplete: false)
  }

  /// A report of these tokens.
  package init(
    endpoint: String, madeAt: String, accounts: [Account], rules: FindingRules, tokens: [ReportedToken],
    modules: [NamedModule], diagnostics: [Diagnostic] = [], isComplete: Bool = true
  ) {
    self.endpoint = endpoint
    self.madeAt = madeAt
    self.accounts = accounts
    self.rules = rules
    self.tokens = tokens
    self.modules = modules
    self.diagnostics = diagnostics
    self.isComplete = isComplete
  }

  /// The report of those tokens that hold a module, and of their modules only that one.
  package func limited(to module: NamedModule) -> AccessReport {
    var report = self
    report.tokens = tokens.compactMap { token in
      guard let held = token.modules.first(where: { $0.id == module.id }) else { return nil }
      var token = token
      token.modules = [held]
      return token
    }
    var scope = module
    scope.holders = report.tokens.count
    report.scope = scope
    report.modules = report.tokens.isEmpty ? [] : [scope]
    let held = Set(report.tokens.compactMap(\.account))
    report.accounts = accounts.filter { held.contains($0.id) }
    return report
  }
}
