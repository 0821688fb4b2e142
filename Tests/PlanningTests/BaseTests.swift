import Planning
import TestSupport
import Testing
import TokenModel

private func plan(
  _ head: [DesiredToken], base: [DesiredToken], on platform: InMemoryPlatform,
  selection: TokenSelection = TokenSelection(), isProposedOnly: Bool = false, guards: GuardOptions = GuardOptions()
) async throws -> Plan {
  try await Planner(
    reader: platform, endpoint: "https://example.test", ownToken: nil, guards: guards, parallelism: 2
  ).plan(
    PlanScope(named: head, selection: selection, base: base, isProposedOnly: isProposedOnly))
}

private let catalogue = [
  CatalogueModule(id: "MOD-0001", name: "Billing"), CatalogueModule(id: "MOD-0002", name: "Catalog"),
  CatalogueModule(id: "MOD-0003", name: "Commerce"),
]

@Suite("What is proposed and what drifted")
struct CauseTests {
  @Test(
    arguments: [
      ("Old", "New", "Old", Cause.proposed), ("Old", "Old", "By hand", .drift), ("Old", "New", "By hand", .both),
      (nil, "New", "By hand", .proposed), ("New", "New", "", .drift),
    ] as [(VerbatimText?, VerbatimText, VerbatimText, Cause)])
  func `a name has the cause`(
    _ base: VerbatimText?, _ head: VerbatimText, _ live: VerbatimText, _ cause: Cause
  ) async throws {
    let plan = try await plan(
      [.sample(name: head)], base: [.sample(name: base)], on: InMemoryPlatform([.sample(name: live)]))
    #expect(plan.changes.first?.texts.map(\.cause) == [cause])
    #expect(plan.changes.first?.cause == cause)
  }

  /// Null and "" mean the same, in the files as well as on the platform.
  @Test(
    arguments: [
      (.some(nil), .some("New"), nil, Cause.proposed), (.some(nil), .some("New"), "", .proposed),
      (.some(""), .some(nil), "By hand", .drift), (.some("Old"), .some(nil), "Old", .proposed),
      (.some("Old"), .some(nil), "By hand", .both), (.none, .some(nil), "By hand", .proposed),
    ] as [(VerbatimText??, VerbatimText??, VerbatimText?, Cause)])
  func `a description has the cause`(
    _ base: VerbatimText??, _ head: VerbatimText??, _ live: VerbatimText?, _ cause: Cause
  ) async throws {
    let plan = try await plan(
      [.sample(description: head)], base: [.sample(description: base)],
      on: InMemoryPlatform([.sample(description: live)]))
    #expect(plan.changes.first?.texts.map(\.cause) == [cause])
  }

  @Test func `a token that the base does not name is proposed`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001")])], modules: catalogue)
    let plan = try await plan([.sample(name: "New", modules: [.id("MOD-0002")])], base: [], on: platform)
    let change = try #require(plan.changes.first)
    #expect(change.cause == .proposed)
    #expect(change.modules?.causes == ["MOD-0001": .proposed, "MOD-0002": .proposed])
  }

  @Test func `without a base nothing has a cause`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    let plan = try await Planner(
      reader: platform, endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(), parallelism: 2
    ).plan(PlanScope(named: [.sample(name: "New", modules: [.id("MOD-0002")])]))
    #expect(plan.changes.first?.cause == nil)
    #expect(plan.changes.first?.modules?.causes == [:])
  }

  /// What base, head and live hold of one module beside one that all of them hold.
  private func cause(
    base: DesiredModule?, head: DesiredModule?, live: LiveModule?
  ) async throws -> Cause? {
    func list(_ module: DesiredModule?) -> [DesiredModule] { [.id("MOD-0003")] + (module.map { [$0] } ?? []) }
    let platform = InMemoryPlatform(
      [.sample(modules: [.held("MOD-0003")] + (live.map { [$0] } ?? []))], modules: catalogue)
    let plan = try await plan([.sample(modules: list(head))], base: [.sample(modules: list(base))], on: platform)
    #expect(plan.changes.first?.modules?.causes.count ?? 0 <= 1)
    return plan.changes.first?.modules?.causes["MOD-0001"]
  }

  @Test func `a module has a cause of its own`() async throws {
    let asked = DesiredModule.id("MOD-0001")
    let held = LiveModule.held("MOD-0001")
    #expect(try await cause(base: nil, head: asked, live: nil) == .proposed)
    #expect(try await cause(base: asked, head: nil, live: held) == .proposed)
    #expect(try await cause(base: asked, head: asked, live: nil) == .drift)
    #expect(try await cause(base: nil, head: nil, live: held) == .drift)
    #expect(try await cause(base: nil, head: asked, live: held) == nil)
    #expect(try await cause(base: asked, head: nil, live: nil) == nil)
  }

  @Test func `filters have the cause of what they would make of the module`() async throws {
    let (one, two, none) = ["BUY-0000-0001", "BUY-0000-0002", nil].map { (buyer: BuyerID?) in
      DesiredModule.id("MOD-0001", buyers: buyer.map { [$0] } ?? [])
    }.triple
    let asIs = DesiredModule.id("MOD-0001")
    let (heldOne, heldTwo) = (
      LiveModule.held("MOD-0001", buyers: ["BUY-0000-0001"]), LiveModule.held("MOD-0001", buyers: ["BUY-0000-0002"])
    )
    #expect(try await cause(base: one, head: two, live: heldOne) == .proposed)
    #expect(try await cause(base: one, head: one, live: heldTwo) == .drift)
    #expect(try await cause(base: one, head: none, live: heldTwo) == .both)
    #expect(try await cause(base: asIs, head: one, live: heldTwo) == .proposed, "the base left the filters alone")
    #expect(try await cause(base: one, head: asIs, live: heldTwo) == nil, "the head leaves the filters alone")
    #expect(try await cause(base: asIs, head: none, live: nil) == .drift, "either grants it unfiltered")
    #expect(try await cause(base: one, head: asIs, live: nil) == .both, "it was filtered, and is granted unfiltered")
    #expect(try await cause(base: nil, head: one, live: heldTwo) == .both)
  }

  @Test func `a name and an id are the same module`() async throws {
    #expect(
      try await cause(base: .name("Billing"), head: .id("MOD-0001"), live: nil) == .drift)
    #expect(
      try await cause(base: .id("MOD-0001"), head: .name("Billing"), live: nil) == .drift)
    #expect(try await cause(base: .name("Billing"), head: nil, live: .held("MOD-0001")) == .proposed)
  }

  @Test func `a name of the base that is no more hides nothing`() async throws {
    let platform = InMemoryPlatform(
      [.sample(modules: [.held("MOD-0001"), .held("MOD-0003")])], modules: catalogue)
    let plan = try await plan(
      [.sample(modules: [.id("MOD-0002"), .id("MOD-0003")])],
      base: [.sample(modules: [.name("Gone"), .id("MOD-0003")])], on: platform)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": .proposed, "MOD-0002": .proposed])
    #expect(plan.diagnostics.map(\.code) == [.unknownModule])
    #expect(plan.isApplicable)
    #expect(plan.diagnostics.first?.position == nil, "the line is not one of the file that is there now")
  }

  /// Without the catalogue it is not known what the base asked: that is no absence.
  @Test func `a catalogue that only the base needs is needed`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001")])], modules: catalogue)
    platform.failCatalogue(with: CallError(.notExecuted, call: "GET modules", message: "returned 503"))
    let plan = try await plan(
      [.sample(modules: [.id("MOD-0002")])], base: [.sample(modules: [.name("Billing")])], on: platform)
    #expect(plan.diagnostics.map(\.code) == [.catalogueUnreadable])
    #expect(!plan.isApplicable)
  }

  @Test(arguments: [(true, nil), (nil, true), (true, false)] as [(Bool?, Bool?)])
  func `protection in either holds`(_ base: Bool?, _ head: Bool?) async throws {
    let plan = try await plan(
      [.sample(name: "New", isProtected: head)], base: [.sample(isProtected: base)],
      on: InMemoryPlatform([.sample(name: "Old")]))
    #expect(plan.changes.first?.isProtected == true)
    #expect(plan.refusals.map(\.code) == [.protectedToken])
  }
}

@Suite("What is no longer managed")
struct NoLongerManagedTests {
  @Test func `tokens and keys that only the base managed`() async throws {
    let platform = InMemoryPlatform(
      [.sample(), .sample("TKN-0000-0002"), .sample("TKN-0000-0003")], modules: catalogue)
    let base: [DesiredToken] = [
      .sample("TKN-0000-0009", line: 20, name: "Gone"),
      .sample(
        line: 4, name: "Exporter", description: .some("Reads"), icon: .some(nil),
        modules: [.name("Billing").filtered, .id("MOD-0002", buyers: [])], isProtected: true),
      .sample("TKN-0000-0002", line: 9, modules: [.id("MOD-0001", buyers: ["BUY-0000-0001"])]),
      .sample("TKN-0000-0003", line: 12, name: "Exporter", isProtected: false),
    ]
    let head: [DesiredToken] = [
      .sample(name: "Exporter", modules: [.id("MOD-0001"), .id("MOD-0003")], isProtected: false),
      .sample("TKN-0000-0002"), .sample("TKN-0000-0003", name: "Exporter"),
    ]
    let all = try await plan(head, base: base, on: platform)
    #expect(
      all.noLongerManaged == [
        NoLongerManagedToken(
          id: "TKN-0000-0001",
          keys: [.field(.text(.description)), .field(.text(.icon)), .filters(of: "MOD-0001"), .protected], position: 4),
        NoLongerManagedToken(id: "TKN-0000-0002", keys: [.field(.modules)], position: 9),
        NoLongerManagedToken(id: "TKN-0000-0009", position: 20),
      ])
    let targeted = try await plan(
      head, base: base, on: platform, selection: TokenSelection(targets: ["TKN-0000-0002"]))
    #expect(targeted.noLongerManaged.map(\.id) == ["TKN-0000-0002"])
  }
}

@Suite("Only what is proposed")
struct ProposedOnlyTests {
  @Test func `drift is shown and left out of what is written`() async throws {
    let platform = InMemoryPlatform(
      [
        .sample(name: "Old", description: "By hand", modules: [.held("MOD-0001"), .held("MOD-0002")]),
        .sample("TKN-0000-0002", description: "By hand"), .sample("TKN-0000-0003"),
      ], modules: catalogue)
    let base: [DesiredToken] = [
      .sample(name: "Old", description: .some("Reads"), modules: [.id("MOD-0001"), .id("MOD-0004")]),
      .sample("TKN-0000-0002", description: .some("Reads")), .sample("TKN-0000-0003", name: "Exporter"),
    ]
    let head: [DesiredToken] = [
      .sample(
        name: "New", description: .some("Reads"), modules: [.id("MOD-0001"), .id("MOD-0003"), .id("MOD-0004")]),
      .sample("TKN-0000-0002", description: .some("Reads")), .sample("TKN-0000-0003", name: "Exporter"),
    ]
    var guards = GuardOptions()
    guards.maximumRevocations = 0
    let plan = try await plan(head, base: base, on: platform, isProposedOnly: true, guards: guards)
    let delta = try #require(plan.changes.first.map(TokenDelta.init))
    #expect(plan.changes.map(\.id) == ["TKN-0000-0001"])
    #expect(delta.texts.map(\.field) == [.name])
    #expect(delta.modules?.map(\.id) == ["MOD-0001", "MOD-0002", "MOD-0003"])
    #expect(plan.leftOut.map(\.id) == ["TKN-0000-0001", "TKN-0000-0002"])
    #expect(plan.leftOut.first?.texts.map(\.field) == [.description])
    #expect(plan.leftOut.first?.modules?.granted.map(\.id) == ["MOD-0004"])
    #expect(plan.leftOut.first?.modules?.revoked.map(\.id) == ["MOD-0002"])
    #expect(plan.leftOut.allSatisfy { $0.cause == .drift })
    #expect(plan.unchanged == 1, "a token that only drifted is neither unchanged nor to be updated")
    #expect(plan.summary.update == 1)
    #expect(plan.refusals.isEmpty, "the guards are asked of what is written")
    #expect(plan.isApplicable)

    var written = plan
    written.leftOut = []
    #expect(written.fingerprint == plan.fingerprint)
  }

  @Test func `what is both is written`() async throws {
    let platform = InMemoryPlatform(
      [.sample(name: "By hand", modules: [.held("MOD-0001", buyers: ["BUY-0000-0003"])])], modules: catalogue)
    let plan = try await plan(
      [.sample(name: "New", modules: [.id("MOD-0001", buyers: ["BUY-0000-0002"])])],
      base: [.sample(name: "Old", modules: [.id("MOD-0001", buyers: ["BUY-0000-0001"])])], on: platform,
      isProposedOnly: true)
    #expect(plan.changes.first?.cause == .both)
    #expect(plan.changes.first?.modules?.refiltered.map(\.after) == [ModuleFilters(buyers: ["BUY-0000-0002"])])
    #expect(plan.leftOut.isEmpty)
  }

  @Test func `an empty list is never written`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001")])], modules: catalogue)
    let plan = try await plan(
      [.sample(modules: [.id("MOD-0002")])], base: [.sample(modules: [.id("MOD-0001"), .id("MOD-0002")])],
      on: platform, isProposedOnly: true)
    #expect(plan.diagnostics.map(\.code) == [.wouldEmptyModules])
    #expect(!plan.isApplicable)
    #expect(plan.changes.first?.modules?.causes == ["MOD-0001": .proposed, "MOD-0002": .drift], "it is shown whole")
  }

  @Test func `an undo plan has no causes`() async throws {
    let plan = try await plan(
      [.sample(name: "New", modules: [.id("MOD-0002")])], base: [],
      on: InMemoryPlatform([.sample(name: "Old", modules: [.held("MOD-0001")])], modules: catalogue))
    let undo = plan.undo(except: [])
    #expect(undo.changes.first?.cause == nil)
    #expect(undo.changes.first?.modules?.causes == [:])
  }
}

@Suite struct UndoTests {
  @Test func `modules that a token without any was granted stay, with a warning`() async throws {
    let plan = try await plan(
      [.sample(name: "New", modules: [.id("MOD-0002")])], base: [],
      on: InMemoryPlatform([.sample(name: "Old", modules: [])]))
    let undo = plan.undo(except: [])
    #expect(undo.changes.first?.texts.map(\.after) == ["Old"] && undo.changes.first?.modules == nil)
    #expect(undo.diagnostics.map(\.code) == [.wouldEmptyModules] && undo.isApplicable)
    #expect(plan.undo(except: ["TKN-0000-0001"]).diagnostics.isEmpty)
  }

  @Test func `a token of which nothing can be taken back is left out`() async throws {
    let plan = try await plan(
      [.sample(modules: [.id("MOD-0002")])], base: [], on: InMemoryPlatform([.sample(modules: [])]))
    #expect(plan.undo(except: []).changes.isEmpty)
  }
}

/// With a base, what differs has the line that changed.
@Suite struct ChangedLineTests {
  private func module(_ id: ModuleID, line: Int, filtersAt filters: Int? = nil, _ buyers: [BuyerID] = [])
    -> DesiredModule
  {
    DesiredModule(
      .id(id), at: SourcePosition(file: "a.yaml", line: line, column: 9),
      filters: filters.map {
        Located(ModuleFilters(buyers: buyers), at: SourcePosition(file: "a.yaml", line: $0, column: 9))
      })
  }

  private func change(base: [DesiredModule], head: [DesiredModule], live: [LiveModule]) async throws -> ModulesChange? {
    let platform = InMemoryPlatform([.sample(modules: live)])
    return try await plan([.sample(modules: head)], base: [.sample(modules: base)], on: platform).changes.first?.modules
  }

  @Test(arguments: [("MOD-0001", 5), ("MOD-0002", 5), ("MOD-0003", 6)] as [(ModuleID, Int)])
  func `what is no longer listed has the line beside which it was`(removed: ModuleID, line: Int) async throws {
    let ids: [ModuleID] = ["MOD-0001", "MOD-0002", "MOD-0003"]
    let base = ids.enumerated().map { module($1, line: 5 + $0) }
    let head = ids.filter { $0 != removed }.enumerated().map { module($1, line: 5 + $0) }
    let modules = try await change(base: base, head: head, live: ids.map { .held($0) })
    #expect(modules?.revoked.map(\.id) == [removed] && modules?.revoked.first?.position?.line == line)
  }

  @Test func `changed filters have their own line`() async throws {
    let modules = try await change(
      base: [module("MOD-0001", line: 5, filtersAt: 6, ["BUY-1"])],
      head: [module("MOD-0001", line: 5, filtersAt: 6, ["BUY-2"])], live: [.held("MOD-0001", buyers: ["BUY-1"])])
    #expect(modules?.refiltered.first?.position?.line == 6)
  }
}

@Suite("Coverage")
struct CoverageTests {
  private let head: [DesiredToken] = [
    .sample(name: "Exporter"), .sample("TKN-0000-0002", account: "ACC-1000-0001", name: "Exporter"),
  ]

  private func plan(
    _ coverage: PlanScope.Coverage?, selection: TokenSelection = TokenSelection(), on platform: InMemoryPlatform
  ) async throws -> Plan {
    try await Planner(
      reader: platform, endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(), parallelism: 2
    ).plan(
      PlanScope(named: head, selection: selection, coverage: coverage))
  }

  private var platform: InMemoryPlatform {
    InMemoryPlatform([
      .sample(), .sample("TKN-0000-0002", account: "ACC-1000-0001"), .sample("TKN-0000-0003", name: "By hand"),
      .sample("TKN-0000-0004", status: .deleted), .sample("TKN-0000-0005", account: "ACC-9999-0001"),
      .sample("TKN-0000-0006", account: "ACC-1000-0001", status: .disabled),
    ])
  }

  @Test(arguments: [TokenSelection(), TokenSelection(targets: ["TKN-0000-0001"])])
  func `tokens of the files accounts that no file names`(_ selection: TokenSelection) async throws {
    let plan = try await plan(.listed, selection: selection, on: platform)
    #expect(
      plan.unmanaged == [
        UnmanagedToken(id: "TKN-0000-0003", name: "By hand"), UnmanagedToken(id: "TKN-0000-0006", name: "Exporter"),
      ])
    #expect(plan.refusals.isEmpty)
  }

  @Test func `coverage that is required refuses`() async throws {
    let plan = try await plan(.required, on: platform)
    #expect(plan.refusals.map(\.code) == [.uncoveredTokens])
    #expect(plan.unmanaged?.count == 2)
    let covered = try await self.plan(
      .required,
      on: InMemoryPlatform([.sample(), .sample("TKN-0000-0002", account: "ACC-1000-0001")]))
    #expect(covered.refusals.isEmpty)
    #expect(covered.unmanaged == [])
  }

  @Test func `a list that cannot be read is no absence`() async throws {
    let platform = platform
    platform.failInventory(with: CallError(.notExecuted, call: "GET api-tokens", message: "returned 503"))
    let plan = try await plan(.required, on: platform)
    #expect(plan.diagnostics.map(\.code) == [.coverageUnreadable])
    #expect(plan.unmanaged == nil)
    #expect(!plan.isComplete)
  }

  @Test func `no request is sent without the option`() async throws {
    let platform = platform
    #expect(try await plan(nil, on: platform).unmanaged == nil)
    #expect(!platform.calls.contains("all"))
  }
}

extension DesiredModule {
  fileprivate var filtered: DesiredModule {
    DesiredModule(reference, at: position, filters: Located(ModuleFilters(buyers: ["BUY-0000-0001"]), at: position))
  }
}

extension [DesiredModule] {
  fileprivate var triple: (DesiredModule, DesiredModule, DesiredModule) { (self[0], self[1], self[2]) }
}
