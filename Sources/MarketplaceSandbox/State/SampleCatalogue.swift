extension SampleData {
  /// A catalogue of so many modules. Some are obsolete, are for some types of account only, or know no filters.
  static func catalogue(_ count: Int) -> [Module] {
    let reserved = Set(names.prefix(firstIDs.count).indices.map { firstIDs[$0] })
    // 137 shares no factor with 9000, so these are all ids with four digits, each once.
    let further = (0..<9000).lazy.map { "MOD-\(1000 + $0 * 137 % 9000)" }.filter { !reserved.contains($0) }
    let ids = firstIDs + further.prefix(max(0, count - firstIDs.count))
    return ids.prefix(count).enumerated().map { number, id in
      let round = number / names.count
      let (base, description) = names[number % names.count]
      let name = round == 0 ? base : "\(base) \(round + 1)"
      return Module(
        id: id, name: name, description: description, revision: 3 + number % 12 * 2, settings: settings(number),
        code: Module.code(of: name), accountTypes: accountTypes(number),
        filters: number % 5 == 4 ? .null : Module.buyerFilters)
    }
  }

  private static func settings(_ number: Int) -> JSONValue {
    .members([
      ("configurable", .bool(number % 20 != 17)), ("default", .bool(number % 20 == 3)),
      ("paid", .bool(number % 6 == 5)),
      ("obsolete", .bool(number % 16 == 13)),
    ])
  }

  private static func accountTypes(_ number: Int) -> [String] {
    if number % 15 == 12 { return ["Operations"] }
    return number % 11 == 10 && number > 11 ? ["Operations", "Vendor"] : Module.everyAccountType
  }

  private static let firstIDs = [
    "MOD-1756", "MOD-6308", "MOD-9042", "MOD-0001", "MOD-2215", "MOD-3370", "MOD-4481", "MOD-5127", "MOD-7093",
    "MOD-7750", "MOD-8264", "MOD-9918",
  ]

  private static let names = [
    ("Access Management", "API tokens, groups and who may do what."),
    ("Commerce", "Orders, agreements and requests."),
    ("Account management", "Accounts, users and their settings."),
    ("Billing", "Statements, invoices and credit memos."),
    ("Subscriptions", "Subscriptions, renewals and terminations."),
    ("Procurement", "Quotes, approvals and purchase orders."),
    ("Reporting", "Dashboards and scheduled reports."),
    ("Notifications", "Messages, contacts and subscriptions to events."),
    ("Spend Management", "Budgets, cost centres and forecasts."),
    ("Audit", "The trail of who changed what."),
    ("Helpdesk", "Cases, queues and chats."),
    ("Extensibility", "Extensions, webhooks and event streams."),
    ("Platform Account Management", "Accounts of all customers and vendors."),
    ("Legacy Reports", "Reports of the former portal."),
    ("Catalogue", "Products, units and listings."),
    ("Price Lists", "Price lists, mark-ups and currencies."),
    ("Buyers", "Buyers, sellers and their relations."),
    ("Profile", "The caller's own profile."),
    ("Licensees", "Licensees and their eligibility."),
    ("Agreements", "Terms, signatures and renewals of agreements."),
    ("Assets", "Assets and their life cycle."),
    ("Authorizations", "Authorizations of vendors by region."),
    ("Certificates", "Certificates and program enrolments."),
    ("Chat", "Conversations beside orders and cases."),
    ("Cloud Cost", "Cost and usage of cloud subscriptions."),
    ("Contacts", "Contacts of accounts and buyers."),
    ("Contracts", "Contracts and their documents."),
    ("Credit Memos", "Credit memos and refunds."),
    ("Currencies", "Exchange rates and rounding."),
    ("Custom Ledgers", "Ledgers that are imported by hand."),
    ("Data Export", "Bulk exports of tables."),
    ("Discounts", "Discounts and promotions."),
    ("Documents", "Files and their versions."),
    ("Eligibility", "Rules on who may buy what."),
    ("Entitlements", "What customers are entitled to use."),
    ("Exchange Rates", "Daily rates and their sources."),
    ("Forecasts", "Forecasts of spend and usage."),
    ("Identity Providers", "Single sign-on and directories."),
    ("Integrations", "Connections to other systems."),
    ("Invoices", "Invoices and their attachments."),
    ("Item Groups", "Groups of items within a product."),
    ("Journals", "Billing journals and charges."),
    ("Knowledge Base", "Articles for customers and agents."),
    ("Ledgers", "Billing ledgers and adjustments."),
    ("Licences", "Licences, seats and assignments."),
    ("Marketplace Listings", "What is listed where."),
    ("Migration", "Moving agreements between accounts."),
    ("Onboarding", "Steps of new customers and vendors."),
    ("Parameters", "Parameters of products and orders."),
    ("Payment Terms", "Terms, methods and due dates."),
    ("Policies", "Company policies for purchases."),
    ("Product Settings", "Settings of products and their stages."),
    ("Programs", "Programs and their tiers."),
    ("Renewals", "Renewals and their reminders."),
    ("Requests", "Requests of users for software."),
    ("Sellers", "Legal entities that sell."),
    ("Sourcing", "Comparisons of offers."),
    ("Statements", "Monthly statements."),
    ("Tasks", "Tasks and their assignees."),
    ("Tax", "Tax rates and exemptions."),
    ("Templates", "Templates of messages and documents."),
    ("Terms and Conditions", "Terms that a purchase accepts."),
    ("Usage", "Metered usage."),
    ("Webhooks", "Addresses that events are sent to."),
  ]
}
