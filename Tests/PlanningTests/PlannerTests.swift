import Locking
import Planning
import TestSupport
import Testing
import TokenModel

private func plan(
  _ desired: DesiredToken..., on platform: InMemoryPlatform, ownToken: TokenID? = nil,
  guards: GuardOptions = GuardOptions()
) async throws -> Plan {
  try await Planner(
    reader: platform, endpoint: "https://example.test", ownToken: ownToken, guards: guards, parallelism: 2
  )
  .plan(PlanScope(named: desired))
}

extension Plan {
  fileprivate var codes: [DiagnosticCode] { diagnostics.map(\.code) }
}

@Suite("What a plan says of texts")
struct TextPlanTests {
  @Test func `a token that matches its files is unchanged`() async throws {
    let platform = InMemoryPlatform([.sample(name: "Exporter", description: "Reads")])
    let plan = try await plan(.sample(name: "Exporter", description: "Reads"), on: platform)
    #expect(plan.changes.isEmpty)
    #expect(plan.unchanged == 1)
    #expect(platform.calls == ["list 1"])
  }

  @Test func `only what differs is in the delta`() async throws {
    let platform = InMemoryPlatform([.sample(name: "Old", description: "Reads")])
    let plan = try await plan(.sample(name: "New", description: "Reads"), on: platform)
    #expect(plan.changes.map(\.texts) == [[TextChange(field: .name, before: "Old", after: "New", position: 3)]])
    #expect(plan.changes.first.map { TokenDelta($0).modules } == .some(nil))
  }

  @Test func `absent keys are unmanaged`() async throws {
    let platform = InMemoryPlatform([.sample(name: "Anything", description: "Whatever", icon: "/icon.png")])
    let plan = try await plan(.sample(), on: platform)
    #expect(plan.unchanged == 1)
  }

  @Test(arguments: [(nil, ""), ("", nil), (nil, nil), ("", "")] as [(VerbatimText?, VerbatimText?)])
  func `empty and null mean the same`(_ live: VerbatimText?, _ wanted: VerbatimText?) async throws {
    let platform = InMemoryPlatform([.sample(description: live, icon: live)])
    let plan = try await plan(.sample(description: .some(wanted), icon: .some(wanted)), on: platform)
    #expect(plan.unchanged == 1)
  }

  @Test func `null clears`() async throws {
    let platform = InMemoryPlatform([.sample(description: "Reads")])
    let plan = try await plan(.sample(description: .some(nil)), on: platform)
    #expect(
      plan.changes.map(\.texts) == [[TextChange(field: .description, before: "Reads", after: nil, position: 3)]])
  }

  @Test func `canonically equivalent texts differ`() async throws {
    let platform = InMemoryPlatform([.sample(name: "Caf\u{E9}")])
    let plan = try await plan(.sample(name: "Cafe\u{301}"), on: platform)
    #expect(plan.changes.count == 1)
  }
}

@Suite("What a plan says of modules")
struct ModulePlanTests {
  @Test func `a grant is never paired with a revocation`() async throws {
    let platform = InMemoryPlatform([
      .sample(modules: [
        .held("MOD-1756", name: "Access Management"), .held("MOD-6308", name: "Commerce"),
        .held("MOD-9042", name: "Account management"),
      ])
    ])
    let plan = try await plan(
      .sample(modules: [.id("MOD-0001"), .id("MOD-1756"), .id("MOD-6308")]), on: platform)
    let change = try #require(plan.changes.first?.modules)
    #expect(change.granted.map(\.id) == ["MOD-0001"])
    #expect(change.revoked.map(\.id) == ["MOD-9042"])
    #expect(change.kept.map(\.id) == ["MOD-1756", "MOD-6308"])
    #expect(plan.changes.first?.effect == .mixed)
    #expect(plan.summary.grants == 1)
    #expect(plan.summary.revocations == 1)
  }

  @Test func `the order of modules and buyers means nothing`() async throws {
    let platform = InMemoryPlatform([
      .sample(modules: [.held("MOD-0002", buyers: ["BUY-0000-0002", "BUY-0000-0001"]), .held("MOD-0001")])
    ])
    let plan = try await plan(
      .sample(modules: [.id("MOD-0001"), .id("MOD-0002", buyers: ["BUY-0000-0001", "BUY-0000-0002"])]), on: platform)
    #expect(plan.unchanged == 1)
  }

  @Test func `a module without filters keeps those that it has`() async throws {
    let platform = InMemoryPlatform([
      .sample(modules: [.held("MOD-0001", buyers: ["BUY-0000-0001"]), .held("MOD-0002")])
    ])
    let plan = try await plan(.sample(modules: [.id("MOD-0001")]), on: platform)
    let delta = try #require(plan.changes.first.map(TokenDelta.init))
    #expect(delta.modules?.map(\.filters) == [ModuleFilters(buyers: ["BUY-0000-0001"])])
  }

  @Test func `empty filters remove them`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001", buyers: ["BUY-0000-0001"])])])
    let plan = try await plan(.sample(modules: [.id("MOD-0001", buyers: [])]), on: platform)
    #expect(plan.summary.refiltered == 1)
    #expect(plan.changes.first?.effect == .widens)
    #expect(plan.changes.first.map(TokenDelta.init)?.modules?.first?.filters == ModuleFilters.none)
  }

  @Test(
    arguments: [
      (["BUY-0000-0001"], ["BUY-0000-0001", "BUY-0000-0002"], Effect.widens),
      (["BUY-0000-0001", "BUY-0000-0002"], ["BUY-0000-0001"], .narrows),
      (["BUY-0000-0001"], ["BUY-0000-0002"], .mixed),
      ([], ["BUY-0000-0001"], .narrows),
      (["BUY-0000-0001"], [], .widens),
    ] as [([BuyerID], [BuyerID], Effect)])
  func `filters widen and narrow`(_ before: [BuyerID], _ after: [BuyerID], _ effect: Effect) async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0001", buyers: before)])])
    let plan = try await plan(.sample(modules: [.id("MOD-0001", buyers: after)]), on: platform)
    #expect(plan.changes.first?.effect == effect)
  }

  @Test func `a token is read by ID before filters that the list leaves out are written`() async throws {
    let platform = InMemoryPlatform(
      [.sample(modules: [.held("MOD-0001", buyers: ["BUY-0000-0001"]), .held("MOD-0002")])],
      listed: { token in
        var token = token
        token.modules = .known([.withoutFilters("MOD-0001"), .withoutFilters("MOD-0002")])
        return token
      })
    let plan = try await plan(.sample(modules: [.id("MOD-0001")]), on: platform)
    #expect(platform.calls.contains("get TKN-0000-0001"))
    #expect(plan.changes.first?.modules?.after.map(\.filters.buyers) == [["BUY-0000-0001"]])
  }

  @Test func `filters that the list omits cost no request if modules do not change`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.withoutFilters("MOD-0001")])])
    _ = try await plan(.sample(modules: [.id("MOD-0001")]), on: platform)
    #expect(platform.calls == ["list 1"])
  }

  @Test func `a filter that cannot be sent back blocks the write`() async throws {
    let exotic = LiveModule(id: "MOD-0001", filters: .unsupported(["group.sellers"]))
    let platform = InMemoryPlatform([.sample(modules: [exotic, .held("MOD-0002")])])
    let plan = try await plan(.sample(modules: [.id("MOD-0001")]), on: platform)
    #expect(plan.codes == [.unsupportedFilter])
    #expect(plan.changes.isEmpty)
    #expect(!plan.isApplicable)
  }

  @Test func `a filter that cannot be written does not matter if the modules are not managed`() async throws {
    let exotic = LiveModule(id: "MOD-0001", filters: .unsupported(["group.sellers"]))
    let platform = InMemoryPlatform([.sample(name: "Old", modules: [exotic])])
    let plan = try await plan(.sample(name: "New", modules: [.id("MOD-0001")]), on: platform)
    #expect(plan.isApplicable)
    #expect(plan.changes.first?.modules == nil)
  }
}

@Suite("Modules by name")
struct ModuleNamePlanTests {
  private let catalogue: [CatalogueModule] = [
    CatalogueModule(id: "MOD-0001", name: "Subscriptions"), CatalogueModule(id: "MOD-0002", name: "Billing"),
    CatalogueModule(id: "MOD-0003", name: "Billing"),
  ]

  @Test func `a name is looked up exactly`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0009")])], modules: catalogue)
    let plan = try await plan(.sample(modules: [.name("Subscriptions")]), on: platform)
    #expect(plan.changes.first?.modules?.granted.map(\.id) == ["MOD-0001"])
    #expect(plan.changes.first?.modules?.granted.map(\.name) == ["Subscriptions"])
  }

  @Test func `an unknown name is an error with a suggestion`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    let plan = try await plan(.sample(modules: [.name("subscription", line: 9)]), on: platform)
    #expect(plan.codes == [.unknownModule])
    #expect(plan.diagnostics.first?.help == "did you mean \"Subscriptions\"?")
    #expect(plan.diagnostics.first?.position == 9)
  }

  @Test func `an ambiguous name is an error that lists the i ds`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    let plan = try await plan(.sample(modules: [.name("Billing")]), on: platform)
    #expect(plan.codes == [.ambiguousModule])
    #expect(plan.diagnostics.first?.help == "name the module by its id, one of MOD-0002, MOD-0003")
  }

  @Test func `a name and an ID of the same module are an error`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    let plan = try await plan(.sample(modules: [.id("MOD-0001"), .name("Subscriptions", line: 8)]), on: platform)
    #expect(plan.codes == [.duplicateModule])
    #expect(plan.diagnostics.first?.position == 8)
  }

  @Test func `a grant by ID of a module that no token names is looked up for its name`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    let plan = try await plan(.sample(modules: [.id("MOD-0001"), .id("MOD-0002")]), on: platform)
    #expect(plan.changes.first?.modules?.granted.map(\.name) == ["Billing"])
  }

  @Test func `the catalogue is read only if a name is needed`() async throws {
    let platform = InMemoryPlatform(
      [.sample(modules: [.held("MOD-0001", name: "Subscriptions")])], modules: catalogue)
    _ = try await plan(.sample(modules: [.id("MOD-0001")]), on: platform)
    #expect(platform.calls == ["list 1"])
  }

  @Test func `a catalogue that is needed only for showing is a warning when it fails`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    platform.failCatalogue(with: CallError(.outcomeUnknown, call: "GET modules", message: "returned 503 (unavailable)"))
    let plan = try await plan(.sample(modules: [.id("MOD-0002")]), on: platform)
    #expect(plan.isApplicable)
    #expect(plan.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a catalogue that is needed for a name is an error when it fails`() async throws {
    let platform = InMemoryPlatform([.sample()], modules: catalogue)
    platform.failCatalogue(with: CallError(.outcomeUnknown, call: "GET modules", message: "returned 503 (unavailable)"))
    let plan = try await plan(.sample(modules: [.name("Billing")]), on: platform)
    #expect(plan.codes == [.catalogueUnreadable])
    #expect(!plan.isComplete)
  }
}

@Suite("Tokens that are missing, unreadable or elsewhere")
struct AbsencePlanTests {
  @Test func `a missing token is an error that names exclude`() async throws {
    let plan = try await plan(.sample(name: "A"), on: InMemoryPlatform([]))
    #expect(plan.missing == ["TKN-0000-0001"])
    #expect(plan.codes == [.tokenMissing])
    #expect(plan.diagnostics.first?.help?.text(.sample).contains("--exclude TKN-0000-0001") == true)
    #expect(plan.isComplete)
    #expect(!plan.isApplicable)
  }

  @Test func `a deleted token counts as missing`() async throws {
    let plan = try await plan(.sample(name: "A"), on: InMemoryPlatform([.sample(status: .deleted)]))
    #expect(plan.missing == ["TKN-0000-0001"])
  }

  @Test func `a failed read is an error and never an absence`() async throws {
    let platform = InMemoryPlatform([.sample()])
    platform.failReading("TKN-0000-0001", with: CallError(.outcomeUnknown, call: "GET x", message: "returned 502"))
    let plan = try await plan(.sample(name: "A"), on: platform)
    #expect(plan.codes == [.tokenUnreadable])
    #expect(plan.missing.isEmpty)
    #expect(!plan.isComplete)
  }

  @Test func `tokens that one failed call was to read are one fault`() async throws {
    let platform = InMemoryPlatform([])
    let failure = CallError(.outcomeUnknown, call: "GET list", message: "returned 503", traceID: "t")
    let ids: [TokenID] = ["TKN-0000-0001", "TKN-0000-0002", "TKN-0000-0003", "TKN-0000-0004", "TKN-0000-0005"]
    for id in ids { platform.failReading(id, with: failure) }
    let planner = Planner(
      reader: platform, endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(), parallelism: 2)
    let plan = try await planner.plan(PlanScope(named: ids.map { .sample($0, name: "A") }))
    #expect(
      plan.diagnostics.map(\.message) == [
        "5 tokens (TKN-0000-0001, TKN-0000-0002, TKN-0000-0003 and 2 more) could not be read: "
          + "GET list: returned 503 (trace id t)"
      ])
  }

  @Test func `a list that is not there is a matter of the endpoint`() async throws {
    let platform = InMemoryPlatform([.sample()])
    platform.failReading(
      "TKN-0000-0001", with: CallError(.refused, call: "GET list", message: "returned 404 (not found)", status: 404))
    let plan = try await plan(.sample(name: "A"), on: platform)
    #expect(plan.diagnostics.first?.help == "check the endpoint: the platform does not have this call")
  }

  @Test func `a field that the platform never returns is an error`() async throws {
    var secretive = LiveToken.sample()
    secretive.texts[.description] = .omitted
    let plan = try await plan(.sample(description: "A"), on: InMemoryPlatform([secretive]))
    #expect(plan.codes == [.fieldUnreadable])
  }

  @Test func `a refused credential ends the run`() async {
    let platform = InMemoryPlatform([.sample()])
    platform.failReading("TKN-0000-0001", with: CallError(.unauthorized, call: "GET x", message: "returned 401"))
    await #expect(throws: CallError.self) { try await plan(.sample(name: "A"), on: platform) }
  }

  @Test func `a document without an account may name tokens of one only`() async throws {
    let platform = InMemoryPlatform([
      .sample("TKN-0000-0001", account: "ACC-0000-0001"), .sample("TKN-0000-0002", account: "ACC-0000-0002"),
    ])
    let plan = try await plan(
      .sample("TKN-0000-0001", account: nil), .sample("TKN-0000-0002", account: nil), on: platform)
    #expect(plan.codes == [.accountAmbiguous])
    #expect(plan.accounts.map(\.id) == ["ACC-0000-0001", "ACC-0000-0002"])
  }

  @Test func `one file may have documents of different accounts`() async throws {
    let platform = InMemoryPlatform([
      .sample("TKN-0000-0001", account: "ACC-0000-0001"), .sample("TKN-0000-0002", account: "ACC-0000-0002"),
    ])
    let plan = try await plan(
      .sample("TKN-0000-0001", document: 1, account: nil), .sample("TKN-0000-0002", document: 20, account: nil),
      on: platform)
    #expect(plan.isApplicable)
  }
}

@Suite("Guards")
struct GuardTests {
  private func refusals(
    _ desired: DesiredToken, live: LiveToken = .sample(), ownToken: TokenID? = nil,
    _ allow: (inout GuardOptions) -> Void = { _ in }
  ) async throws -> [DiagnosticCode] {
    var guards = GuardOptions()
    allow(&guards)
    return try await plan(desired, on: InMemoryPlatform([live]), ownToken: ownToken, guards: guards).refusals.map(
      \.code)
  }

  @Test func `protected tokens`() async throws {
    let desired = DesiredToken.sample(name: "New", isProtected: true)
    #expect(try await refusals(desired) == [.protectedToken])
    #expect(try await refusals(desired) { $0.allowProtected = true } == [])
  }

  @Test func `the own token`() async throws {
    let desired = DesiredToken.sample(name: "New")
    #expect(try await refusals(desired, ownToken: "TKN-0000-0001") == [.ownToken])
    #expect(try await refusals(desired, ownToken: "TKN-0000-0001") { $0.allowSelf = true } == [])
  }

  @Test func `tokens that are not active`() async throws {
    let desired = DesiredToken.sample(name: "New")
    #expect(try await refusals(desired, live: .sample(status: .disabled)) == [.notActive])
    #expect(try await refusals(desired, live: .sample(status: .other("Paused"))) == [.notActive])
    #expect(try await refusals(desired, live: .sample(status: .disabled)) { $0.allowDisabled = true } == [])
  }

  @Test func `tokens of another account`() async throws {
    #expect(try await refusals(.sample(account: "ACC-0000-0009", name: "New")) == [.wrongAccount])
  }

  @Test func `no guard refuses a token that does not change`() async throws {
    let desired = DesiredToken.sample(name: "Exporter", isProtected: true)
    #expect(try await refusals(desired, live: .sample(status: .disabled), ownToken: "TKN-0000-0001") == [])
  }

  @Test func `bounds`() async throws {
    let desired = DesiredToken.sample(modules: [.id("MOD-0002"), .id("MOD-0003", buyers: [])])
    let live = LiveToken.sample(modules: [.held("MOD-0001"), .held("MOD-0003", buyers: ["BUY-0000-0001"])])
    #expect(try await refusals(desired, live: live) { $0.maximumChanges = 0 } == [.tooManyChanges])
    #expect(try await refusals(desired, live: live) { $0.maximumGrants = 1 } == [.tooManyGrants])
    #expect(try await refusals(desired, live: live) { $0.maximumGrants = 2 } == [])
    #expect(try await refusals(desired, live: live) { $0.maximumRevocations = 0 } == [.tooManyRevocations])
    #expect(try await refusals(desired, live: live) { $0.maximumRevocations = 1 } == [])
  }
}

@Suite("A plan that is cancelled")
struct CancelledPlanTests {
  @Test func `ends while it compares what was read`() async throws {
    let platform = InMemoryPlatform([.sample(name: "Old")])
    let planner = Planner(
      reader: platform, endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(), parallelism: 2)
    let (start, starting) = AsyncStream<Void>.makeStream()
    let cancel = Locked<@Sendable () -> Void>({})
    let planning = Task {
      for await _ in start { break }
      return try await planner.plan(PlanScope(named: [.sample(name: "New")])) { _ in cancel.withLock { $0 }() }
    }
    cancel.withLock { $0 = { planning.cancel() } }
    starting.yield()
    let failure = await #expect(throws: CallError.self) { try await planning.value }
    #expect(failure?.kind == .interrupted)
    #expect(platform.calls == ["list 1"], "it was cancelled after the reading")
  }
}
