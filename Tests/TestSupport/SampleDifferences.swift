package import Planning
package import TokenModel

/// A difference between two trees of files that every format is tried on.
package struct SampleDifference: Sendable {
  package let name: String
  package let difference: FilesDifference

  init(_ name: String, from before: SharedLists, to after: SharedLists) {
    self.name = name
    difference = FilesDifference(
      base: "../before", from: before, to: after, selection: TokenSelection(), today: .sample)
  }
}

extension CalendarDate {
  /// 2026-11-27.
  package static let sample = CalendarDate(dayNumber: 20_784)
}

extension SampleDifference {
  package static let all = [role, group, ends, mixed, unmatched, managed, cleanUp, hostile]

  private static func entry(
    _ reference: DesiredModule.Reference, buyers: [BuyerID]? = nil, groups: [String] = [], set: String? = nil,
    until: String? = nil, reason: VerbatimText? = nil, line: SourcePosition = 6
  ) -> DesiredModule {
    let line = set == nil ? line : SourcePosition(file: "tokens/shared.yaml", line: 4, column: 7)
    var module = DesiredModule(
      reference, at: line, filters: buyers.map { Located(ModuleFilters(buyers: $0), at: line) })
    module.buyerGroups = groups
    module.set = set.map { SetUse(name: $0, position: 5) }
    module.until = until.flatMap { CalendarDate($0) }.map { Located($0, at: line) }
    module.reason = reason.map { Located($0, at: line) }
    return module
  }

  private static func ids(_ count: Int) -> [TokenID] {
    (1...count).map { TokenID("TKN-0000-00" + ($0 < 10 ? "0" : "") + String($0)) }
  }

  /// A module more in a set that nineteen tokens use.
  static let role = SampleDifference("role", from: roles(["Billing"]), to: roles(["Billing", "Reporting"]))

  private static func roles(_ names: [VerbatimText]) -> SharedLists {
    SharedLists(
      moduleSets: [
        ModuleSet(
          name: "invoicing", position: SourcePosition(file: "tokens/shared.yaml", line: 2, column: 3),
          modules: names.map { entry(.name($0)) })
      ],
      tokens: ids(19).map { id in
        .sample(id, name: "Exporter", modules: names.map { entry(.name($0), set: "invoicing", reason: "Nightly run") })
      })
  }

  /// A buyer more in a group that forty tokens use.
  static let group = SampleDifference(
    "group", from: nordics(["BUY-2844-0294"]), to: nordics(["BUY-2844-0294", "BUY-7310-3075"]))

  private static func nordics(_ buyers: [BuyerID]) -> SharedLists {
    SharedLists(
      buyerGroups: [
        BuyerGroup(
          name: "nordics", position: SourcePosition(file: "tokens/shared.yaml", line: 9, column: 3), buyers: buyers)
      ],
      tokens: ids(40).map { .sample($0, modules: [entry(.id("MOD-0001"), buyers: buyers, groups: ["nordics"])]) })
  }

  static let ends = SampleDifference(
    "ends",
    from: SharedLists(tokens: [
      .sample(
        "TKN-0000-0001",
        modules: [
          entry(.name("Billing"), until: "2026-12-31", reason: "Audit"), entry(.name("Catalog"), until: "2026-12-31"),
          entry(.name("Commerce")), entry(.name("Reporting"), until: "2026-06-30"), entry(.name("Orders")),
        ])
    ]),
    to: SharedLists(tokens: [
      .sample(
        "TKN-0000-0001",
        modules: [
          entry(.name("Billing"), until: "2027-12-31", reason: "Audit of 2027"), entry(.name("Catalog")),
          entry(.name("Commerce"), until: "2027-01-31"), entry(.name("Reporting"), until: "2027-06-30"),
          entry(.name("Orders"), until: "2026-11-26"),
        ])
    ]))

  static let mixed = SampleDifference(
    "mixed",
    from: SharedLists(tokens: [
      .sample(
        "TKN-0000-0001", name: "Exporter", description: "Reads invoices.",
        modules: [
          entry(.id("MOD-0001")), entry(.id("MOD-0002"), buyers: ["BUY-1"]), entry(.id("MOD-0003"), buyers: []),
          entry(.id("MOD-0004"), buyers: ["BUY-1", "BUY-2"]), entry(.id("MOD-0005")),
          entry(.id("MOD-0006"), buyers: []),
        ], extensions: .all, isProtected: true)
    ]),
    to: SharedLists(tokens: [
      .sample(
        "TKN-0000-0001", name: "Exporter two", description: "Reads all invoices.",
        modules: [
          entry(.id("MOD-0007"), buyers: ["BUY-1"], until: "2027-01-31", reason: "FIN-812"),
          entry(.id("MOD-0002"), buyers: []), entry(.id("MOD-0003"), buyers: ["BUY-1"]),
          entry(.id("MOD-0004"), buyers: ["BUY-2", "BUY-3"]), entry(.id("MOD-0005"), buyers: ["BUY-1"]),
          entry(.id("MOD-0006")),
        ], extensions: ExtensionScope(["EXT-0001"]))
    ]))

  /// One entry by name where there was one by id.
  static let unmatched = SampleDifference(
    "unmatched", from: SharedLists(tokens: [.sample(modules: [.id("MOD-0001"), .name("Catalog")])]),
    to: SharedLists(tokens: [.sample(modules: [.name("Billing"), .name("Catalog")])]))

  /// Tokens and keys that are managed on one side only.
  static let managed = SampleDifference(
    "managed",
    from: SharedLists(tokens: [
      .sample("TKN-0000-0001", name: "Gone", modules: [.name("Billing")], isProtected: true),
      .sample("TKN-0000-0002", name: "Less", description: "Text.", modules: [.name("Billing")], extensions: .all),
      .sample("TKN-0000-0003", name: "More"), .sample("TKN-0000-0005", name: "Same"),
    ]),
    to: SharedLists(tokens: [
      .sample("TKN-0000-0002", name: "Less"),
      .sample(
        "TKN-0000-0003", name: "More", description: "Text.", modules: [.name("Billing"), .id("MOD-0002", buyers: [])],
        extensions: ExtensionScope.none),
      .sample("TKN-0000-0004", name: "New", modules: [.name("Billing")], isProtected: true),
      .sample("TKN-0000-0005", name: "Same"),
    ]))

  /// Lists that become uses of a set.
  static let cleanUp = SampleDifference(
    "clean-up",
    from: SharedLists(tokens: [.sample(modules: [entry(.name("Billing")), entry(.name("Reporting"))])]),
    to: SharedLists(
      moduleSets: [
        ModuleSet(name: "invoicing", position: 2, modules: [entry(.name("Billing")), entry(.name("Reporting"))])
      ],
      tokens: [
        .sample(modules: [entry(.name("Reporting"), set: "invoicing"), entry(.name("Billing"), set: "invoicing")])
      ]))

  package static let hostile = SampleDifference(
    "hostile", from: SharedLists(tokens: [.sample(name: "Plain", modules: [.name("Billing")])]),
    to: SharedLists(
      moduleSets: [ModuleSet(name: "a", position: 2, modules: [entry(.name(hostileName))])],
      tokens: [
        .sample(
          name: "::error::\u{1B}[31m|</summary>`@admin` idt:TKN-0000-0001:CANARY",
          modules: [
            entry(.name(hostileName), set: "a", reason: "\u{202E}<img src=x> ](http://evil.test) #1\n## Approved")
          ])
      ]))

  private static let hostileName: VerbatimText = "Bi|ll`ing</code>\n::set-output name=x::\u{9B}31m"
}
