import Planning
import TokenModel

// Short forms for the parts of sample plans.

extension Plan {
  static func sample(
    _ changes: [TokenChange], accounts: [Account] = [.intelli], leftOut: [TokenChange] = [],
    narrowing: PlanNarrowing? = nil, noLongerManaged: [NoLongerManagedToken] = [], unmanaged: [UnmanagedToken]? = nil,
    unchanged: Int = 211,
    missing: [TokenID] = [], diagnostics: [Diagnostic] = [], refusals: [Diagnostic] = [], isComplete: Bool = true
  ) -> Plan {
    Plan(
      endpoint: "https://api.platform.softwareone.com", accounts: accounts, narrowing: narrowing, changes: changes,
      leftOut: leftOut,
      noLongerManaged: noLongerManaged, unmanaged: unmanaged, madeAt: "2026-11-25T09:30:00.000Z", unchanged: unchanged,
      missing: missing, diagnostics: diagnostics, refusals: refusals, isComplete: isComplete)
  }
}

extension Account {
  static let intelli = Account(id: AccountID("ACC-5563-4382"), name: "Intelli Industries")
}

extension LastChange {
  static let byAda = LastChange(at: "2026-11-20T08:12:00.000Z", byID: "USR-1234-5678", byName: "Ada Smith")
}

extension TokenChange {
  static func sample(
    _ id: String = "TKN-1671-0642", name: VerbatimText? = "Billing exporter", account: Account = .intelli,
    texts: [TextChange] = [], modules: ModulesChange? = nil, extensions: ExtensionsChange? = nil,
    lastChange: LastChange? = .byAda,
    status: Status = .active, isProtected: Bool = false, isSelf: Bool = false, file: String = "tokens/billing.yaml"
  ) -> TokenChange {
    TokenChange(
      id: TokenID(id), name: name, account: account, status: status, baseRevision: lastChange == nil ? nil : 7,
      lastChange: lastChange, lastAccessAt: .known("2026-11-22T03:00:00.000Z"), isProtected: isProtected,
      isSelf: isSelf, position: SourcePosition(file: file, line: 4, column: 3), texts: texts, modules: modules,
      extensions: extensions)
  }
}

extension TextChange {
  static func sample(
    _ field: TextField, _ before: VerbatimText?, _ after: VerbatimText?, _ cause: Cause? = nil
  ) -> TextChange {
    TextChange(field: field, before: before, after: after, position: .inFile(line: 5), cause: cause)
  }

  static func sample(_ field: TextField, _ before: String, _ after: String) -> TextChange {
    .sample(field, VerbatimText(before), VerbatimText(after))
  }
}

extension ModulesChange {
  static func sample(
    from before: [HeldModule], to after: [HeldModule], causes: [String: Cause] = [:]
  ) -> ModulesChange {
    ModulesChange(
      before: before, after: after, position: .inFile(line: 7),
      causes: Dictionary(uniqueKeysWithValues: causes.map { (ModuleID($0.key), $0.value) }))
  }
}

extension HeldModule {
  static let accessManagement = sample("MOD-1756", "Access Management")
  static let billing = sample("MOD-0001", "Billing")
  static let accountManagement = sample("MOD-9042", "Account management")
  static let commerce = sample("MOD-6308", "Commerce")

  /// Buyers by their number: 12 is `BUY-1000-0012`.
  static func sample(_ id: String, _ name: VerbatimText? = nil, buyers: [Int] = []) -> HeldModule {
    let ids = buyers.map { number in
      let digits = String(number)
      return BuyerID("BUY-1000-" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
    return HeldModule(id: ModuleID(id), name: name, filters: ModuleFilters(buyers: ids))
  }
}

extension SourcePosition {
  static func inFile(line: Int) -> SourcePosition {
    SourcePosition(file: "tokens/billing.yaml", line: line, column: 5)
  }
}
