/// A believable account, the same on every machine.
enum MadeUp {
  /// The moment from which made-up times count.
  static let epoch = Timestamp(milliseconds: 1_777_800_000_000)

  static let callerID = "TKN-0000-0001"
  static let people = [
    StoredToken.Identity(id: "USR-1234-5678", name: "Maren Vogt"),
    StoredToken.Identity(id: "USR-2718-2818", name: "Tomasz Wilk"),
    StoredToken.Identity(id: "USR-3141-5926", name: "Aisha Rahman"),
    StoredToken.Identity(id: "USR-5772-1566", name: "Lucía Ortega"),
  ]

  static func secret(of id: String) -> String { "idt:\(id):sandbox" }

  /// An id of a token for each number below 100,000,000, all different and in no visible order.
  static func tokenID(_ number: Int) -> String {
    let digits = (number * 16_180_339 + 16_710_642) % 100_000_000
    return "TKN-\(padded(digits / 10_000, 4))-\(padded(digits % 10_000, 4))"
  }

  static func audit(
    number: Int, epoch: Timestamp
  ) -> (created: StoredToken.Event, updated: StoredToken.Event) {
    let created = epoch.advanced(bySeconds: -86_400 * (30 + number % 700) - number % 3_600)
    let updated = created.advanced(bySeconds: 3_600 * (1 + number % 500))
    return (
      StoredToken.Event(at: created.text, by: people[number % people.count]),
      StoredToken.Event(at: updated.text, by: people[(number / 3) % people.count])
    )
  }

  /// An account with `count` tokens, the caller's among them.
  static func state(tokens count: Int) -> MarketplaceState {
    let tokens = (0..<count).map(token)
    return MarketplaceState(account: account, modules: modules, tokens: tokens)
  }

  static let account = JSONObject([
    ("id", .string("ACC-5563-4382")), ("name", .string("Intelli Industries")), ("type", .string("Client")),
    ("status", .string("Active")),
  ])

  static let modules: [Module] = [
    ("MOD-1756", "Administration", "Accounts, users and their settings."),
    ("MOD-6308", "Commerce", "Orders, agreements and requests."),
    ("MOD-9042", "Catalog", "Products, price lists and listings."),
    ("MOD-0001", "Billing", "Statements, invoices and credit memos."),
    ("MOD-2215", "Subscriptions", "Subscriptions, renewals and terminations."),
    ("MOD-3370", "Procurement", "Quotes, approvals and purchase orders."),
    ("MOD-4481", "Reporting", "Dashboards and scheduled reports."),
    ("MOD-5127", "Notifications", "Messages, contacts and subscriptions to events."),
    ("MOD-7093", "Spend Management", "Budgets, cost centres and forecasts."),
    ("MOD-7750", "Audit", "The trail of who changed what."),
    ("MOD-8264", "Helpdesk", "Cases, queues and chats."),
    ("MOD-9918", "Extensibility", "Extensions, webhooks and event streams."),
  ].enumerated().map { number, module in
    Module(id: module.0, name: module.1, description: module.2, revision: 3 + number * 2, settings: nil)
  }

  private static func token(_ number: Int) -> StoredToken {
    let isCaller = number == 0
    let id = isCaller ? callerID : tokenID(number)
    let audit = audit(number: number, epoch: epoch)
    return StoredToken(
      id: id, name: isCaller ? "tokenform pipeline" : name(number),
      description: isCaller ? "Applies the tokens that stand in Git." : description(number), icon: nil,
      status: number % 17 == 11 ? .disabled : .active, revision: 1 + number * 7 % 23,
      lastAccessAt: number % 5 == 4 ? nil : epoch.advanced(bySeconds: -number * 977 % 2_000_000).text,
      secret: secret(of: id), account: account,
      modules: isCaller ? [GrantedModule(module: modules[0])] : grants(number),
      extensions: .null, created: audit.created, updated: audit.updated)
  }

  private static let subjects = [
    "Billing exporter", "Invoice archive", "Order sync", "Catalogue mirror", "Renewal reminder", "Spend dashboard",
    "Licence inventory", "Procurement bridge", "Helpdesk bot", "Audit collector", "Budget alerts", "Onboarding flow",
  ]
  private static let places = ["", " (staging)", " EMEA", " APAC", " Americas", " DACH", " (test)"]
  private static let purposes = [
    "Reads invoices nightly.", "Keeps the warehouse up to date.", "Feeds the monthly report.",
    "Used by the finance team.", "Owned by the platform team; ask before changing it.",
  ]

  /// All names are different: the number of the round follows where subjects and places have been used up.
  private static func name(_ number: Int) -> String {
    let round = number / (subjects.count * places.count)
    let place = places[number / subjects.count % places.count]
    return subjects[number % subjects.count] + place + (round == 0 ? "" : " \(round + 1)")
  }

  private static func description(_ number: Int) -> String? {
    number % 6 == 5 ? nil : purposes[number % purposes.count]
  }

  private static func grants(_ number: Int) -> [GrantedModule] {
    (0...(number % 4)).map { step in
      let module = modules[(number * 5 + step * 3) % modules.count]
      guard (number + step) % 3 == 0 else { return GrantedModule(module: module) }
      let buyers = (0...(number % 2)).map { buyer in
        JSONValue.string("BUY-\(padded(1000 + number * 31 % 9000, 4))-\(padded((number + buyer) * 294 % 10_000, 4))")
      }
      return GrantedModule(module: module, filters: JSONObject([("group.buyers", .array(buyers))]))
    }
  }
}
