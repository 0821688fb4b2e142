import Planning
package import TokenModel

/// Plans of files with sets, groups, ends and reasons.
extension SamplePlan {
  package static let roles = [ends, baseEnds, endedOnly, buyerGroup, sameGrant, rename, grantAndRevoke]

  /// Without a base: what has ended, beside a grant by a set with an end and a reason.
  package static let ends = SamplePlan(
    "ends",
    .sample(
      [
        .sample(
          modules: .sample(
            from: [.accessManagement.until("2026-11-24", reason: "Year-end audit, FIN-812"), .commerce],
            to: [.commerce, .billing.inSet("invoicing", until: "2026-12-31", reason: "Stands in for Ada, HR-77")],
            causes: ["MOD-1756": .ended])),
        .sample(
          "TKN-2222-0001", name: "Catalogue reader",
          modules: .sample(
            from: [.accountManagement.inSet("invoicing", until: "2026-11-24"), .commerce], to: [.commerce],
            causes: ["MOD-9042": .ended])),
      ]
    ).ending([
      .sample("TKN-1671-0642", .billing.inSet("invoicing", until: "2026-12-31", reason: "Stands in for Ada, HR-77")),
      .sample("TKN-3333-0001", .commerce.until("2027-01-15", reason: nil)),
    ]))

  /// A set, a group and ends that a change moves, beside a grant that ended.
  package static let baseEnds = SamplePlan(
    "base-ends",
    .sample([
      .sample(
        modules: .sample(
          from: [
            .accessManagement.until("2026-11-24", reason: "Year-end audit, FIN-812"), .commerce, .accountManagement,
          ],
          to: [.commerce, .billing.inSet("invoicing", until: nil, change: .contents)],
          causes: ["MOD-1756": .ended, "MOD-0001": .proposed, "MOD-9042": .drift])),
      .sample(
        "TKN-2222-0004", name: "Shop",
        modules: .sample(
          from: [
            .accountManagement.inSet("auditing", until: nil, change: .useRemoved),
            .accessManagement.until("2026-11-24", reason: nil),
          ],
          to: [.billing.inSet("invoicing", until: nil, change: .useAdded)],
          causes: ["MOD-0001": .proposed, "MOD-9042": .proposed, "MOD-1756": .both])),
    ]).changing(
      [
        SharedListChange(
          .moduleSet, "invoicing", .changed, added: ["Billing"], removed: ["MOD-3333"], refiltered: ["Reporting"],
          tokenCount: 1, at: SourcePosition(file: "tokens/shared.yaml", line: 2, column: 3)),
        SharedListChange(
          .buyerGroup, "baltics", .removed, removed: ["BUY-1000-0001"], tokenCount: 0,
          at: SourcePosition(file: "tokens/shared.yaml", line: 9, column: 3)),
      ],
      moved: [
        MovedEnd(
          .sample("TKN-1671-0642", .commerce.until("2027-12-31", reason: "Audit goes on, FIN-901")),
          .prolonged(from: .sample("2026-12-31"), to: .sample("2027-12-31"))),
        MovedEnd(
          .sample("TKN-2222-0002", .commerce.until(nil, reason: nil)), .madePermanent(from: .sample("2026-12-31"))),
        MovedEnd(
          .sample("TKN-2222-0003", .accountManagement.until("2026-12-01", reason: nil)),
          .shortened(from: .sample("2026-12-31"), to: .sample("2026-12-01"))),
      ]))

  package static let endedOnly = SamplePlan(
    "ended-only",
    .sample(
      [
        .sample(
          modules: .sample(
            from: [.accessManagement.until("2026-11-24", reason: "Year-end audit, FIN-812"), .commerce],
            to: [.commerce], causes: ["MOD-1756": .ended]))
      ],
      leftOut: [
        .sample(
          texts: [.sample(.name, "Billing exporter", "Invoice exporter")],
          modules: .sample(
            from: [.accessManagement, .commerce], to: [.accessManagement, .commerce, .billing])),
        .sample("TKN-2222-0001", name: "Shop", modules: .sample(from: [.commerce], to: [.commerce, .billing])),
      ], narrowing: PlanNarrowing(isEndedOnly: true, selected: 212, named: 212), unchanged: 210))

  /// A group of twelve buyers on forty tokens, to which one buyer is added.
  package static let buyerGroup = SamplePlan(
    "buyer-group",
    .sample(
      (1...40).map { number in
        .sample(
          "TKN-4000-\(1000 + number)", name: VerbatimText("Nordic shop \(number)"),
          modules: .sample(
            from: [.commerce, .sample("MOD-3333", "Reporting", buyers: Array(1...12))],
            to: [
              .commerce,
              .sample("MOD-3333", "Reporting", buyers: Array(1...13)).inSet(
                "selling", until: nil, changedGroups: ["nordics"]),
            ], causes: ["MOD-3333": .proposed]), file: "tokens/nordics.yaml")
      }, unchanged: 260
    ).changing(
      [
        SharedListChange(
          .buyerGroup, "nordics", .changed, added: ["BUY-1000-0013"], tokenCount: 40,
          at: SourcePosition(file: "tokens/shared.yaml", line: 9, column: 3))
      ], moved: []))

  /// Many tokens with one kind of change.
  package static let sameGrant = SamplePlan(
    "same-grant",
    .sample(
      (1...64).map { number in
        .sample(
          "TKN-5000-\(1000 + number)", name: VerbatimText("Exporter of team \(number)"),
          modules: .sample(from: [.commerce], to: [.commerce, .billing.inSet("invoicing", until: nil, reason: nil)]))
      }))

  package static let rename = SamplePlan(
    "rename", .sample([.sample(texts: [.sample(.name, "Billing exporter", "Invoice exporter")])]))

  package static let grantAndRevoke = SamplePlan(
    "grant-and-revoke",
    .sample([
      .sample(modules: .sample(from: [.accessManagement, .accountManagement], to: [.billing, .accessManagement]))
    ]))
}

extension CalendarDate {
  /// A day, which has to be one.
  package static func sample(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(dayNumber: 0) }
}

extension HeldModule {
  /// An entry of the token's own list.
  func until(_ day: String?, reason: VerbatimText?) -> HeldModule {
    var module = self
    module.source = ModuleSource(position: .inFile(line: 9), until: day.map { .sample($0) }, reason: reason)
    return module
  }

  /// An entry of a set.
  func inSet(
    _ name: String, until day: String?, reason: VerbatimText? = nil, change: ModuleSource.SetChange? = nil,
    changedGroups: [String] = []
  ) -> HeldModule {
    var module = self
    module.source = ModuleSource(
      position: SourcePosition(file: "tokens/shared.yaml", line: 3, column: 7), set: name, setChange: change,
      changedGroups: changedGroups,
      until: day.map { .sample($0) }, reason: reason)
    return module
  }
}

extension ListedGrant {
  static func sample(_ token: TokenID, _ module: HeldModule) -> ListedGrant {
    ListedGrant(
      token: token, module: module.id, name: module.name,
      source: module.source ?? ModuleSource(position: .inFile(line: 9)))
  }
}

extension Plan {
  fileprivate func ending(_ grants: [ListedGrant]) -> Plan {
    var plan = self
    plan.ending = grants
    return plan
  }

  fileprivate func changing(_ lists: [SharedListChange], moved: [MovedEnd]) -> Plan {
    var plan = self
    (plan.sharedListChanges, plan.movedEnds) = (lists, moved)
    plan.markMovedEnds()
    return plan
  }
}
