extension SampleData {
  /// The token with this number; 0 is the caller's. Modules are taken from those that are open to the account.
  static func token(_ number: Int, account: JSONObject, open: [Module]) -> StoredToken {
    let isCaller = number == 0
    let id = isCaller ? callerID : tokenID(number)
    let audit = audit(number: number, epoch: epoch)
    return StoredToken(
      id: id, name: isCaller ? "tokenform pipeline" : name(number),
      description: isCaller ? "Applies the tokens that are declared in Git." : description(number), icon: nil,
      status: number % 17 == 11 ? .disabled : .active, revision: 1 + number * 7 % 23,
      lastAccessAt: isUnused(number)
        ? nil : epoch.advanced(bySeconds: -drawn(number, 1, below: 200) * drawn(number, 2, below: 86_400)).text,
      secret: secret(of: id), account: account,
      modules: isCaller ? open.prefix(1).map { GrantedModule(module: $0) } : grants(number, open),
      extensions: extensions(number), created: audit.created, updated: audit.updated)
  }

  private static func isUnused(_ number: Int) -> Bool { number % 5 == 4 }

  private static let systems = [
    "SAP", "ServiceNow", "Power BI", "Coupa", "Jira", "Workday", "NetSuite", "Snowflake", "Azure DevOps", "Salesforce",
    "Dynamics 365", "Ariba", "Okta", "Tableau", "Xero",
  ]
  /// What a token is for, and the sentence that describes it.
  private static let purposes = [
    ("invoice export", "Reads invoices and credit memos every night."),
    ("order sync", "Keeps orders in step with the ERP."),
    ("spend feed", "Feeds the monthly report to finance."),
    ("renewal reminder", "Opens a ticket 60 days before a subscription ends."),
    ("licence inventory", "Compares seats bought with seats used."),
    ("user provisioning", "Creates and removes users after the HR system."),
    ("price list mirror", "Copies price lists into the warehouse."),
    ("cost centre import", "Maps subscriptions to cost centres."),
    ("audit collector", "Ships the audit trail to the SIEM."),
    ("ticket bridge", "Mirrors helpdesk cases in both directions."),
    ("quote approvals", "Asks the budget owner before a quote is accepted."),
    ("budget alerts", "Warns the owners of budgets that run out."),
    ("agreement archive", "Archives signed agreements for seven years."),
    ("usage report", "Aggregates usage for the quarterly review."),
  ]
  private static let places = [
    "", "EMEA", "APAC", "Americas", "DACH", "Nordics", "UK", "Iberia", "staging", "test", "production", "old",
  ]

  /// All names are different: the number of the round follows where all combinations have been used.
  private static func name(_ number: Int) -> String {
    let count = systems.count * purposes.count * places.count
    // 221 shares no factor with the count, so each combination comes once in a round.
    let combination = number * 221 % count
    let place = places[combination / (systems.count * purposes.count)]
    let words = [systems[combination % systems.count], purpose(number).0, place]
    return words.filter { !$0.isEmpty }.joined(separator: " ") + (number < count ? "" : " \(number / count + 1)")
  }

  private static func purpose(_ number: Int) -> (String, String) {
    let count = systems.count * purposes.count * places.count
    return purposes[number * 221 % count / systems.count % purposes.count]
  }

  private static let owners = [
    "Owned by the platform team.", "Owned by finance operations; ask before changing it.", "Owner: procurement.",
    "Set up by a partner, contract ends in 2027.",
  ]

  private static func description(_ number: Int) -> String? {
    switch drawn(number, 3, below: 10) {
    case 0, 1: nil
    case 2, 3, 4: "\(purpose(number).1) \(owners[drawn(number, 4, below: owners.count)])"
    default: purpose(number).1
    }
  }

  /// One to seven modules, few more often than many; some tokens have none.
  private static func grants(_ number: Int, _ open: [Module]) -> [GrantedModule] {
    guard number % 23 != 7, !open.isEmpty else { return [] }
    let count = 1 + min(drawn(number, 5, below: 7), drawn(number, 6, below: 7))
    let start = drawn(number, 7, below: open.count)
    // The step is a prime beyond every number of modules, so no module comes twice in a round.
    return (0..<min(count, open.count)).map { step in
      let module = open[(start + step * 1009) % open.count]
      guard module.filters != .null, drawn(number + step, 8, below: 3) == 0 else {
        return GrantedModule(module: module)
      }
      let buyers = Set((0...drawn(number, 9, below: 4)).map { drawn(number + $0, 10, below: 40) }).sorted()
      return GrantedModule(
        module: module, filters: JSONObject([("group.buyers", .array(buyers.map { .string(buyerID($0)) }))]))
    }
  }

  private static func buyerID(_ number: Int) -> String { "BUY-\(digits(number * 31_415_927 + 28_440_294))" }

  /// Most tokens may act through all extensions, some through a few, some through none.
  private static func extensions(_ number: Int) -> JSONValue {
    if number % 31 == 5 { return .array([]) }
    guard number % 9 == 2 else { return .null }
    return .array(
      (0...(number % 2)).map { step in
        .members([("id", .string("EXT-\(digits((number / 9 % 5 + step) * 23_606_797 + 65_874_477))"))])
      })
  }
}
