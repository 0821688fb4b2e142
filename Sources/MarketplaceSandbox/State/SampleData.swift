/// A believable account, the same on every machine.
enum SampleData {
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
  static func tokenID(_ number: Int) -> String { "TKN-\(digits(number * 16_180_339 + 16_710_642))" }

  /// An id of a group for each number, as `tokenID` makes them.
  static func groupID(_ number: Int) -> String { "UGR-\(digits(number * 27_182_817 + 40_112_233))" }

  /// An id of a module in the long form, as `tokenID` makes them.
  static func moduleID(_ number: Int) -> String { "MOD-\(digits(number * 14_142_139 + 17_320_508))" }

  static func digits(_ number: Int) -> String {
    let digits = number % 100_000_000
    return "\(padded(digits / 10_000, 4))-\(padded(digits % 10_000, 4))"
  }

  /// A number that depends on both of these and looks like chance.
  static func drawn(_ number: Int, _ salt: Int, below bound: Int) -> Int {
    var value = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(salt) &* 0xD1B5_4A32_D192_ED03
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(bound))
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

  /// An account of this size, with the caller's token.
  static func state(_ sample: SandboxOptions.Sample) -> MarketplaceState {
    let accountType = sample.accountType.rawValue
    let account = JSONObject([
      ("id", .string("ACC-5563-4382")), ("name", .string("Intelli Industries")), ("type", .string(accountType)),
      ("status", .string("Active")),
    ])
    let catalogue = catalogue(sample.modules)
    let open = catalogue.filter { $0.accountTypes.contains(accountType) && !$0.isForbidden }
    return MarketplaceState(
      account: account, modules: catalogue, groups: groups(of: account, open: open),
      tokens: (0..<sample.tokens).map { token($0, account: account, open: open) })
  }

  /// The default group comes last: who stops at the first page of a list does not find it.
  private static func groups(of account: JSONObject, open: [Module]) -> [UserGroup] {
    let some = ["Finance", "Procurement", "Support", "Viewers"].enumerated().map { number, name in
      UserGroup(
        id: groupID(number + 1), name: name, isDefault: false, account: account,
        modules: open.indices.filter { drawn($0, number, below: 3) == 0 }.map { open[$0] })
    }
    return some + [
      UserGroup(
        id: groupID(0), name: UserGroup.defaultName, isDefault: true, account: account, modules: open)
    ]
  }
}
