import Planning
import TestSupport
import Testing
import TokenModel

private let today = CalendarDate("2026-11-27")
private let catalogue = [
  CatalogueModule(id: "MOD-0001", name: "Billing"), CatalogueModule(id: "MOD-0002", name: "Catalog"),
  CatalogueModule(id: "MOD-0003", name: "Commerce"),
]

extension DesiredModule {
  fileprivate func until(_ day: String, reason: VerbatimText? = nil) -> DesiredModule {
    var module = self
    module.until = CalendarDate(day).map { Located($0, at: 6) }
    module.reason = reason.map { Located($0, at: 7) }
    return module
  }

  fileprivate func inSet(_ name: String) -> DesiredModule {
    var module = self
    module.set = SetUse(name: name, position: 4)
    return module
  }
}

private func plan(
  _ head: [DesiredToken], base: [DesiredToken]? = nil, on platform: InMemoryPlatform, today: CalendarDate? = today,
  isProposedOnly: Bool = false, isEndedOnly: Bool = false, endingWithin: Int? = nil,
  guards: GuardOptions = GuardOptions(), sharedLists: [SharedListChange] = []
) async throws -> Plan {
  var scope = PlanScope(
    named: head, base: base, today: today, isProposedOnly: isProposedOnly, isEndedOnly: isEndedOnly,
    endingWithin: endingWithin)
  scope.sharedListChanges = sharedLists
  return try await Planner(
    reader: platform, endpoint: "https://example.test", ownToken: nil, guards: guards, parallelism: 2
  ).plan(scope)
}

@Suite("Grants that end")
struct EndTests {
  private let platform = InMemoryPlatform(
    [.sample(modules: [.held("MOD-0001"), .held("MOD-0003")])], modules: catalogue)
  private let ended = DesiredModule.id("MOD-0001").until("2026-11-26", reason: "Audit")

  @Test func `on its last day a grant is held`() async throws {
    let entry = DesiredModule.id("MOD-0001").until("2026-11-27")
    let plan = try await plan([.sample(modules: [entry, .id("MOD-0003")])], on: platform)
    #expect(plan.changes.isEmpty)
    #expect(plan.unchanged == 1)
  }

  @Test func `the day after it is revoked with the cause ended, also without a base`() async throws {
    let plan = try await plan([.sample(modules: [ended, .id("MOD-0003")])], on: platform)
    let modules = try #require(plan.changes.first?.modules)
    #expect(modules.revoked.map(\.id) == ["MOD-0001"])
    #expect(modules.causes == ["MOD-0001": .ended])
    #expect(plan.changes.first?.cause == .ended)
    #expect(
      modules.revoked.first?.source
        == ModuleSource(position: 5, until: CalendarDate("2026-11-26"), reason: "Audit"))
  }

  @Test func `an ended entry that gives a name is found`() async throws {
    let entry = DesiredModule.name("Billing").until("2026-11-26")
    let plan = try await plan([.sample(modules: [entry, .id("MOD-0003")])], on: platform)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": .ended])
  }

  @Test func `an ended grant that is not held is no difference`() async throws {
    let entry = DesiredModule.id("MOD-0002").until("2026-11-26")
    let plan = try await plan([.sample(modules: [.id("MOD-0001"), entry, .id("MOD-0003")])], on: platform)
    #expect(plan.changes.isEmpty)
    #expect(plan.unchanged == 1)
  }

  @Test func `without a base a token that differs otherwise too has no cause as a whole`() async throws {
    let plan = try await plan([.sample(name: "New", modules: [ended, .id("MOD-0003")])], on: platform)
    #expect(plan.changes.first?.cause == nil)
    #expect(plan.changes.first?.modules?.cause == .ended)
  }

  @Test func `a list whose entries have all ended is an error that names the token`() async throws {
    let plan = try await plan([.sample(modules: [ended, .id("MOD-0003").until("2026-10-31")])], on: platform)
    #expect(plan.diagnostics.map(\.code) == [.wouldEmptyModules])
    #expect(plan.diagnostics.first?.address == "TKN-0000-0001")
    #expect(plan.diagnostics.first?.message.contains("the last on 2026-11-26") == true)
    #expect(plan.changes.isEmpty, "nothing is revoked")
    #expect(plan.unchanged == 0)
    #expect(!plan.isApplicable)
  }

  @Test(
    arguments: [
      ([DesiredModule.id("MOD-0001").until("2026-11-26"), .id("MOD-0003")], Cause.ended),
      ([.id("MOD-0001"), .id("MOD-0003")], .both), ([.id("MOD-0001").until("2027-01-31"), .id("MOD-0003")], .both),
      ([.id("MOD-0003")], .ended),
    ] as [([DesiredModule], Cause)])
  func `with a base an ended grant has the cause`(_ base: [DesiredModule], _ cause: Cause) async throws {
    let plan = try await plan(
      [.sample(modules: [ended, .id("MOD-0003")])], base: [.sample(modules: base)], on: platform)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": cause])
    #expect(plan.changes.first?.difference.revertsDrift == false)
  }

  @Test func `removing the line of an ended grant proposes nothing`() async throws {
    let plan = try await plan(
      [.sample(modules: [.id("MOD-0003")])], base: [.sample(modules: [ended, .id("MOD-0003")])], on: platform)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": .ended])
    #expect(plan.changes.first?.modules?.revoked.first?.source?.until == CalendarDate("2026-11-26"))
  }

  @Test func `an end that is moved after it has passed is prolonged, and proposes the grant again`() async throws {
    let prolonged = DesiredModule.id("MOD-0001").until("2027-01-31")
    let lost = InMemoryPlatform([.sample(modules: [.held("MOD-0003")])], modules: catalogue)
    let plan = try await plan(
      [.sample(modules: [prolonged, .id("MOD-0003")])], base: [.sample(modules: [ended, .id("MOD-0003")])], on: lost)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": .proposed])
    #expect(
      plan.movedEnds.map(\.change)
        == [EndChange(from: CalendarDate("2026-11-26"), to: CalendarDate("2027-01-31"))])
  }

  @Test func `with a base every kind of moved end is listed, by name or id`() async throws {
    let base = DesiredToken.sample(modules: [
      .id("MOD-0001").until("2027-01-31"), .name("Catalog").until("2027-01-31"), .id("MOD-0003"),
    ])
    let head = DesiredToken.sample(modules: [
      .name("Billing", line: 7).until("2026-12-31"), .id("MOD-0002", line: 8),
      .id("MOD-0003", line: 9).until("2028-02-29"),
    ])
    let plan = try await plan([head], base: [base], on: platform)
    let day = { (text: String) in CalendarDate(text) }
    #expect(
      plan.movedEnds.map(\.change) == [
        EndChange(from: day("2027-01-31"), to: day("2026-12-31")), EndChange(from: day("2027-01-31"), to: nil),
        EndChange(from: nil, to: day("2028-02-29")),
      ])
    #expect(plan.movedEnds.map(\.grant.module) == ["MOD-0001", "MOD-0002", "MOD-0003"])
  }

  @Test func `ended-only writes the ended revocation and shows the rest`() async throws {
    let plan = try await plan(
      [.sample(name: "New", modules: [ended, .id("MOD-0002"), .id("MOD-0003")])], on: platform, isEndedOnly: true)
    #expect(plan.changes.first?.modules?.revoked.map(\.id) == ["MOD-0001"])
    #expect(plan.changes.first?.modules?.granted == [])
    #expect(plan.changes.first?.texts == [])
    #expect(plan.leftOut.first?.modules?.granted.map(\.id) == ["MOD-0002"])
    #expect(plan.leftOut.first?.texts.count == 1)
    #expect(plan.narrowing?.isEndedOnly == true)
  }

  @Test func `ended-only leaves no token without modules`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001")])], modules: catalogue)
    let plan = try await plan([.sample(modules: [ended, .id("MOD-0002")])], on: platform, isEndedOnly: true)
    #expect(plan.diagnostics.map(\.code) == [.wouldEmptyModules])
  }

  @Test func `proposed-only leaves out drift and no ended grant`() async throws {
    let files = [DesiredToken.sample(name: "Asked", modules: [ended, .id("MOD-0003")])]
    let plan = try await plan(files, base: files, on: platform, isProposedOnly: true)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": .ended])
    #expect(plan.leftOut.first?.texts.map(\.cause) == [.drift])
  }

  @Test func `grants that end within some days are listed by day`() async throws {
    let plan = try await plan(
      [
        .sample(modules: [
          .id("MOD-0001", line: 5).until("2026-12-27", reason: "Audit"), .id("MOD-0002", line: 6).until("2026-12-28"),
          .name("Commerce", line: 7).inSet("sales").until("2026-11-27"), .id("MOD-0004", line: 8).until("2026-11-26"),
        ])
      ], on: platform, endingWithin: 30)
    #expect(plan.ending?.map(\.module) == ["MOD-0003", "MOD-0001"])
    #expect(plan.ending?.first?.source.set == "sales")
    #expect(plan.ending?.last?.source.reason == "Audit")
  }

  /// What a set filters, and a token's own entry widens for some time. Both mean MOD-0001.
  private func widened(until day: String) -> [DesiredToken] {
    let filters = { (buyers: [BuyerID]) in Located(ModuleFilters(buyers: buyers), at: 9) }
    return [
      .sample(modules: [
        DesiredModule(.name("Billing"), at: 20, filters: filters(["BUY-1"])).inSet("role"),
        DesiredModule(.id("MOD-0001"), at: 8, filters: filters([])).until(day), .id("MOD-0003"),
      ])
    ]
  }

  @Test func `filters that were asked for until a day are taken back after it, with the cause ended`() async throws {
    #expect(try await plan(widened(until: "2026-11-27"), on: platform).changes.isEmpty)
    let files = widened(until: "2026-11-26")
    for base in [nil, files, [DesiredToken.sample(modules: [files[0].modules!.value[0], .id("MOD-0003")])]] {
      let plan = try await plan(files, base: base, on: platform)
      let change = try #require(plan.changes.first)
      #expect(change.modules?.refiltered.map(\.after.buyers) == [["BUY-1"]])
      #expect(change.modules?.causes == ["MOD-0001": .ended])
    }
    let cleaned = [DesiredToken.sample(modules: [files[0].modules!.value[0], .id("MOD-0003")])]
    let cleanedUp = try await plan(cleaned, base: files, on: platform)
    #expect(cleanedUp.changes.first?.modules?.causes == ["MOD-0001": .ended])
    let endedOnly = try await plan(files, on: platform, isEndedOnly: true)
    #expect(endedOnly.changes.count == 1 && endedOnly.leftOut.isEmpty)
  }

  @Test func `the end of a token's own entry beside a set's is listed, and has not moved if both are as before`()
    async throws
  {
    let files = widened(until: "2026-12-01")
    let same = try await plan(files, base: files, on: platform, endingWithin: 30)
    #expect(same.ending?.map(\.source.position) == [8])
    #expect(same.movedEnds.isEmpty && same.noLongerManaged.isEmpty)
    let moved = try await plan(widened(until: "2026-12-02"), base: files, on: platform)
    #expect(
      moved.movedEnds.map(\.change) == [EndChange(from: CalendarDate("2026-12-01"), to: CalendarDate("2026-12-02"))])
    let bySetAlone = [DesiredToken.sample(modules: [files[0].modules!.value[0], .id("MOD-0003")])]
    let added = try await plan(files, base: bySetAlone, on: platform)
    #expect(added.movedEnds.isEmpty, "the module has no end on either side")
  }

  @Test func `a plan of files without ends is the same on any day`() async throws {
    let files = [DesiredToken.sample(name: "New", modules: [.id("MOD-0002").inSet("sales")])]
    let one = try await plan(files, on: platform)
    let other = try await plan(files, on: platform, today: CalendarDate("2030-01-01"))
    #expect(one == other)
  }
}

@Suite("A plan on the day after an end")
struct EndedPlanTests {
  private let platform = InMemoryPlatform(
    [.sample(modules: [.held("MOD-0001"), .held("MOD-0003")])], modules: catalogue)

  private func read(_ plan: Plan, on day: String) async throws -> PreflightCheck {
    try await PreflightCheck.read(
      plan, from: platform, guards: GuardOptions(), today: CalendarDate(day), parallelism: 1)
  }

  @Test(arguments: ["MOD-0001", "MOD-0002"])
  func `is stale, wherever it writes what has ended`(_ module: ModuleID) async throws {
    let filters = Located(ModuleFilters(buyers: ["BUY-1"]), at: 9)
    let entry = DesiredModule(.id(module), at: 8, filters: filters).until("2026-11-27")
    let plan = try await plan([.sample(modules: [entry, .id("MOD-0003")])], on: platform)
    #expect(try await read(plan, on: "2026-11-27").faults.isEmpty)
    let faults = try await read(plan, on: "2026-11-28").faults
    #expect(faults.map(\.code) == [.stalePlan])
    #expect(faults.first?.position == 8)
    #expect(faults.first?.message.contains("\(module) to TKN-0000-0001 ended on 2026-11-27") == true)
  }

  @Test func `is not stale where it revokes what has ended, or keeps it, or where nothing is left to write`()
    async throws
  {
    let entries = [
      DesiredModule.id("MOD-0001").until("2026-11-26"), .id("MOD-0003").until("2026-11-27"), .id("MOD-0002"),
    ]
    let mixed = try await plan([.sample(modules: entries)], on: platform)
    #expect(try await read(mixed, on: "2026-11-28").faults.isEmpty)
    let granting = try await plan(
      [.sample(modules: [.id("MOD-0002").until("2026-11-27"), .id("MOD-0003")])], on: platform)
    platform.change("TKN-0000-0001") { $0.modules = .known([.held("MOD-0002"), .held("MOD-0003")]) }
    #expect(try await read(granting, on: "2026-11-28").faults.isEmpty)
  }

  @Test func `its undo plan gives back without an end`() async throws {
    let plan = try await plan(
      [.sample(modules: [.id("MOD-0001").until("2026-11-26"), .id("MOD-0003")])], on: platform)
    let undo = plan.undo(except: [])
    #expect(undo.changes.first?.modules?.granted.map(\.id) == ["MOD-0001"])
    #expect(undo.changes.first?.modules?.granted.first?.source?.until == nil)
  }
}

@Suite("Sources of modules")
struct ModuleSourceTests {
  private let platform = InMemoryPlatform(
    [.sample(modules: [.held("MOD-0001"), .held("MOD-0003")])], modules: catalogue)

  @Test func `a grant says by which set, until when and why`() async throws {
    let entry = DesiredModule.id("MOD-0002", line: 12).inSet("sales").until("2026-12-31", reason: "FIN-812")
    let plan = try await plan([.sample(modules: [.id("MOD-0001"), entry, .id("MOD-0003")])], on: platform)
    #expect(
      plan.changes.first?.modules?.granted.first?.source
        == ModuleSource(position: 12, set: "sales", until: CalendarDate("2026-12-31"), reason: "FIN-812"))
  }

  /// The proof that a clean-up is one.
  @Test func `moving a list into a set keeps the fingerprint`() async throws {
    let direct = try await plan([.sample(modules: [.id("MOD-0001"), .id("MOD-0002")])], on: platform)
    let bySet = try await plan(
      [.sample(modules: [.id("MOD-0001").inSet("a"), .id("MOD-0002", line: 40).inSet("b").until("2028-01-01")])],
      on: platform)
    #expect(direct.fingerprint != nil)
    #expect(direct.fingerprint == bySet.fingerprint)
  }

  @Test func `what a set no longer lists is revoked beside its other entries`() async throws {
    let base = DesiredToken.sample(modules: [
      .id("MOD-0002", line: 9), .id("MOD-0001", line: 20).inSet("sales"), .id("MOD-0003", line: 21).inSet("sales"),
    ])
    let head = DesiredToken.sample(modules: [.id("MOD-0002", line: 9), .id("MOD-0003", line: 20).inSet("sales")])
    let plan = try await plan([head], base: [base], on: platform)
    #expect(
      plan.changes.first?.modules?.revoked.first?.source
        == ModuleSource(position: 20, set: "sales", setChange: .contents))
  }

  @Test func `a module says whether its set changed, or the token's use of it`() async throws {
    let base = DesiredToken.sample(modules: [.id("MOD-0001").inSet("sales"), .id("MOD-0003").inSet("audit")])
    let head = DesiredToken.sample(modules: [.id("MOD-0001").inSet("sales"), .id("MOD-0002").inSet("sales")])
    let changed = try await plan([head], base: [base], on: platform)
    #expect(changed.changes.first?.modules?.granted.first?.source?.setChange == .contents)
    #expect(changed.changes.first?.modules?.revoked.first?.source?.set == "audit")
    #expect(changed.changes.first?.modules?.revoked.first?.source?.setChange == .useRemoved)

    let other = DesiredToken.sample(modules: [.id("MOD-0001"), .id("MOD-0003")])
    let using = try await plan([head], base: [other], on: platform)
    #expect(using.changes.first?.modules?.granted.first?.source?.setChange == .useAdded)
    #expect(using.changes.first?.modules?.revoked.first?.source?.setChange == nil)
  }

  @Test func `drift of a module of a set is no change of the set`() async throws {
    let files = DesiredToken.sample(modules: [.id("MOD-0001").inSet("sales"), .id("MOD-0002").inSet("sales")])
    let plan = try await plan([files], base: [files], on: platform)
    #expect(plan.changes.first?.modules?.granted.first?.source?.set == "sales")
    #expect(plan.changes.first?.modules?.granted.first?.source?.setChange == nil)
  }

  @Test func `changed filters say which group changed, and the set only if it changed itself`() async throws {
    func files(_ buyers: [BuyerID]) -> [DesiredToken] {
      var module = DesiredModule.id("MOD-0001", buyers: buyers).inSet("sales")
      module.buyerGroups = ["nordics", "baltics"]
      return [.sample(modules: [module, .id("MOD-0003")])]
    }
    let nordics = SharedListChange(.buyerGroup, "nordics", .changed, added: ["BUY-2"], tokenCount: 1, at: 9)
    let byGroup = try await plan(
      files(["BUY-1", "BUY-2"]), base: files(["BUY-1"]), on: platform, sharedLists: [nordics])
    let source = try #require(byGroup.changes.first?.modules?.refiltered.first?.source)
    #expect(source.changedGroups == ["nordics"])
    #expect(source.setChange == nil)

    let sales = SharedListChange(.moduleSet, "sales", .changed, refiltered: ["MOD-0001"], tokenCount: 1, at: 2)
    let bySet = try await plan(files(["BUY-1", "BUY-2"]), base: files(["BUY-1"]), on: platform, sharedLists: [sales])
    #expect(bySet.changes.first?.modules?.refiltered.first?.source?.setChange == .contents)
  }

  @Test func `an end of a set does not hold where the token lists the module itself without one`() async throws {
    let base = DesiredToken.sample(modules: [.name("Billing"), .id("MOD-0003")])
    let head = DesiredToken.sample(modules: [
      .name("Billing"), .id("MOD-0001").inSet("audit").until("2026-12-31"), .id("MOD-0003").until("2026-12-31"),
    ])
    let plan = try await plan([head], base: [base], on: platform, endingWithin: 60)
    #expect(plan.movedEnds.map(\.grant.module) == ["MOD-0003"])
    #expect(plan.ending?.map(\.module) == ["MOD-0003"])
  }

  @Test func `a kept module whose end moved says how`() async throws {
    let base = DesiredToken.sample(modules: [.id("MOD-0001").until("2026-12-31"), .id("MOD-0003")])
    let head = DesiredToken.sample(modules: [.id("MOD-0001").until("2027-12-31"), .id("MOD-0002")])
    let plan = try await plan([head], base: [base], on: platform)
    let kept = try #require(plan.changes.first?.modules?.kept.first)
    #expect(kept.source?.endChange == EndChange(from: CalendarDate("2026-12-31"), to: CalendarDate("2027-12-31")))
  }

  @Test func `require-reason refuses grants without one, and names token, line and option`() async throws {
    var guards = GuardOptions()
    guards.requireReason = true
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001")])], modules: catalogue)
    let refused = try await plan(
      [.sample(modules: [.id("MOD-0001"), .id("MOD-0002", line: 8), .id("MOD-0003", line: 9)])], on: platform,
      guards: guards)
    let refusal = try #require(refused.refusals.first)
    #expect(refused.refusals.map(\.code) == [.missingReason])
    #expect(refusal.address == "TKN-0000-0001")
    #expect(refusal.position == 8)
    #expect(refusal.message.contains("gains MOD-0002 \"Catalog\" and 1 more"))
    #expect(refusal.help?.text(.sample).contains("--require-reason") == true)

    let reasoned = DesiredModule.id("MOD-0002").until("2027-01-01", reason: "Audit")
    let allowed = try await plan([.sample(modules: [.id("MOD-0001"), reasoned])], on: platform, guards: guards)
    #expect(allowed.refusals.isEmpty)
  }
}

@Suite("An approval from before an end")
struct EndedApprovalTests {
  private let platform = InMemoryPlatform(
    [.sample(modules: [.held("MOD-0001"), .held("MOD-0003")])], modules: catalogue)
  private let files = [
    DesiredToken.sample(
      name: "New", modules: [.id("MOD-0001").until("2026-11-26"), .id("MOD-0003").until("2026-12-31"), .id("MOD-0002")])
  ]

  private func scope(on day: String = "2026-11-27", files: [DesiredToken]? = nil) -> PlanScope {
    PlanScope(named: files ?? self.files, today: CalendarDate(day))
  }

  @Test func `says which grants it no longer makes`() async throws {
    let files = [
      DesiredToken.sample(
        name: "New",
        modules: [
          .id("MOD-0001").until("2026-11-26"), .id("MOD-0003"), .name("Catalog", line: 8).until("2026-11-26"),
          .id("MOD-0004", line: 9).until("2026-01-31"),
        ])
    ]
    let approved = try #require(try await plan(files, on: platform, today: CalendarDate("2026-11-26")).fingerprint)
    let now = try await plan(files, on: platform)
    #expect(
      EndedGrants(of: now, from: scope(files: files), approvedAs: approved).sentence
        == "it revokes grants that have ended, perhaps since the approval: MOD-0001 on TKN-0000-0001 (until 2026-11-26T23:59:59Z); "
        + "it does not grant what has ended, perhaps since the approval: Catalog on TKN-0000-0001 (until 2026-11-26T23:59:59Z)"
    )
  }

  @Test func `says which grants ended since`() async throws {
    let approved = try #require(try await plan(files, on: platform, today: CalendarDate("2026-11-26")).fingerprint)
    let now = try await plan(files, on: platform)
    #expect(now.fingerprint != approved)
    #expect(
      EndedGrants(of: now, from: scope(), approvedAs: approved).sentence
        == "it differs from the approved plan only in grants that have ended since: MOD-0001 on TKN-0000-0001 (until 2026-11-26T23:59:59Z)"
    )
  }

  @Test func `of another plan claims no more than it knows`() async throws {
    let now = try await plan(files, on: platform)
    #expect(
      EndedGrants(of: now, from: scope(), approvedAs: "sha256:other").sentence?.hasPrefix(
        "it revokes grants that have ended") == true)
    let before = try await plan(files, on: platform, today: CalendarDate("2026-11-20"))
    #expect(EndedGrants(of: before, from: scope(on: "2026-11-20"), approvedAs: "sha256:other").sentence == nil)
  }
}
