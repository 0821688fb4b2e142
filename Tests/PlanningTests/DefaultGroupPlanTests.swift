import Planning
import TestSupport
import Testing
import TokenModel

private func plan(_ desired: DesiredToken, on platform: InMemoryPlatform) async throws -> Plan {
  try await Planner(
    reader: platform, endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(), parallelism: 2
  ).plan(PlanScope(named: [desired]))
}

extension Plan {
  fileprivate var codes: [DiagnosticCode] { diagnostics.map(\.code) }
}

@Suite("Modules by name if the catalogue is refused")
struct DefaultGroupPlanTests {
  private static let group = DefaultGroup(
    account: "ACC-5563-4382",
    modules: [
      CatalogueModule(id: "MOD-0001", name: "Subscriptions"), CatalogueModule(id: "MOD-0002", name: "Billing"),
    ])
  private static let refusal = CallError(
    .refused, call: "GET user-groups", message: "returned 403 (forbidden)", status: 403)

  private func platform(
    _ tokens: LiveToken..., groups: Result<[DefaultGroup], CallError> = .success([group])
  ) -> InMemoryPlatform {
    let platform = InMemoryPlatform(tokens)
    platform.refuseCatalogue(defaultGroups: groups)
    return platform
  }

  @Test func `the default group of the tokens' accounts gives the id, without a complaint`() async throws {
    let platform = platform(.sample(modules: [.held("MOD-0002")]))
    let plan = try await plan(.sample(modules: [.name("Subscriptions"), .name("Billing")]), on: platform)
    #expect(plan.changes.first?.modules?.granted.map(\.id) == ["MOD-0001"])
    #expect(plan.diagnostics.isEmpty)
    #expect(platform.calls.filter { $0.hasPrefix("groups") } == ["groups ACC-5563-4382"])
  }

  @Test func `a name that only a token carries gives its id`() async throws {
    let platform = platform(.sample(modules: [.held("MOD-0003", name: "Reporting"), .held("MOD-0002")]))
    let plan = try await plan(.sample(modules: [.name("Reporting")]), on: platform)
    #expect(plan.changes.first?.modules?.revoked.map(\.id) == ["MOD-0002"])
    #expect(plan.diagnostics.isEmpty)
  }

  @Test func `a name that neither has is an error with a suggestion`() async throws {
    let plan = try await plan(.sample(modules: [.name("subscription", line: 9)]), on: platform(.sample()))
    #expect(plan.codes == [.unknownModule])
    #expect(plan.diagnostics.first?.help == "did you mean \"Subscriptions\"?")
    #expect(plan.diagnostics.first?.position == 9)
  }

  @Test func `if both are refused, a name is an error at its line that suggests ids`() async throws {
    let plan = try await plan(
      .sample(modules: [.name("Billing", line: 9)]), on: platform(.sample(), groups: .failure(Self.refusal)))
    #expect(plan.codes == [.catalogueUnreadable])
    #expect(plan.diagnostics.first?.position == 9)
    #expect(plan.diagnostics.first?.help == "name the module by its id, such as MOD-1756")
    #expect(plan.diagnostics.first?.message.contains("GET user-groups: returned 403") == true)
    #expect(!plan.isComplete)
  }

  @Test func `if both are refused, a name near one of a token still suggests ids first`() async throws {
    let platform = platform(.sample(modules: [.held("MOD-0002", name: "Billing")]), groups: .failure(Self.refusal))
    let plan = try await plan(.sample(modules: [.name("Billings")]), on: platform)
    #expect(plan.diagnostics.first?.help == "name the module by its id, such as MOD-1756; did you mean \"Billing\"?")
  }

  @Test func `if both are refused, ids and the names that tokens have work without a warning`() async throws {
    let platform = platform(
      .sample(modules: [.held("MOD-0002", name: "Billing")]), groups: .failure(Self.refusal))
    let plan = try await plan(.sample(modules: [.name("Billing"), .id("MOD-0009")]), on: platform)
    #expect(plan.changes.first?.modules?.granted.map(\.id) == ["MOD-0009"])
    #expect(plan.diagnostics.isEmpty)
    #expect(plan.isApplicable)
  }

  @Test func `a plan of ids that are held reads neither catalogue nor group`() async throws {
    let platform = platform(.sample(modules: [.held("MOD-0002")]))
    _ = try await plan(.sample(name: "New", modules: [.id("MOD-0002")]), on: platform)
    #expect(platform.calls == ["list 1"])
  }

  @Test func `a name of the base that cannot be looked up is an error without a line`() async throws {
    let platform = platform(.sample(modules: [.held("MOD-0002")]), groups: .failure(Self.refusal))
    let planner = Planner(
      reader: platform, endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(), parallelism: 2)
    let plan = try await planner.plan(
      PlanScope(named: [.sample(modules: [.id("MOD-0001")])], base: [.sample(modules: [.name("Gone")])]))
    #expect(plan.codes == [.catalogueUnreadable])
    #expect(plan.diagnostics.first?.position == nil)
  }
}

@Suite("Warnings before the platform refuses")
struct ModuleWarningTests {
  private static func module(_ id: ModuleID, _ rules: ModuleRules = ModuleRules()) -> CatalogueModule {
    CatalogueModule(id: id, name: VerbatimText("Module \(id)"), rules: rules)
  }

  private func warnings(
    _ rules: ModuleRules, held: [LiveModule] = [.held("MOD-0009")], asked: [DesiredModule]
  ) async throws -> [Diagnostic] {
    var token = LiveToken.sample(modules: held)
    token.account?.type = "Client"
    let modules = [Self.module("MOD-0001", rules), Self.module("MOD-0009")]
    return try await plan(.sample(modules: asked), on: InMemoryPlatform([token], modules: modules)).diagnostics
  }

  private func expect(
    _ code: DiagnosticCode, _ words: String, at line: SourcePosition, in warnings: [Diagnostic],
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(warnings.map(\.code) == [code], sourceLocation: location)
    #expect(warnings.first?.severity == .warning, sourceLocation: location)
    #expect(warnings.first?.message.contains(words) == true, sourceLocation: location)
    #expect(warnings.first?.position == line, sourceLocation: location)
    #expect(warnings.first?.address == "TKN-0000-0001", sourceLocation: location)
  }

  @Test(arguments: [
    (ModuleRules(isObsolete: true), "is obsolete"), (ModuleRules(isForbidden: true), "cannot be granted to a token"),
    (ModuleRules(accountTypes: ["Operations"]), "is not for an account of type Client"),
  ])
  func `granting a module that the platform refuses`(_ rules: ModuleRules, _ words: String) async throws {
    let warnings = try await warnings(rules, asked: [.id("MOD-0009"), .id("MOD-0001", line: 8)])
    expect(.moduleNotGrantable, words, at: 8, in: warnings)
  }

  @Test func `a module that is kept, or nothing speaks against, is no cause for a warning`() async throws {
    let obsolete = ModuleRules(isObsolete: true)
    let kept = try await warnings(obsolete, held: [.held("MOD-0001")], asked: [.id("MOD-0001"), .id("MOD-0009")])
    #expect(kept.isEmpty)
    let sound = ModuleRules(accountTypes: ["Client", "Vendor"], knowsBuyerFilter: true)
    #expect(try await warnings(sound, asked: [.id("MOD-0001", buyers: ["BUY-2844-0294"])]).isEmpty)
    #expect(try await warnings(ModuleRules(), asked: [.id("MOD-0001", buyers: ["BUY-2844-0294"])]).isEmpty)
  }

  @Test func `revoking a mandatory module`() async throws {
    let warnings = try await warnings(
      ModuleRules(isMandatory: true), held: [.held("MOD-0001"), .held("MOD-0009"), .held("MOD-0002")],
      asked: [.id("MOD-0009"), .name("Module MOD-0009", line: 9)].dropLast())
    #expect(warnings.isEmpty, "without a name and without a grant no rule was read")
    let named = try await self.warnings(
      ModuleRules(isMandatory: true), held: [.held("MOD-0001"), .held("MOD-0009")], asked: [.name("Module MOD-0009")])
    #expect(named.map(\.code) == [.mandatoryModule])
    #expect(named.first?.position != nil)
  }

  @Test func `a buyer filter on a module that knows none`() async throws {
    let rules = ModuleRules(knowsBuyerFilter: false)
    let granted = try await warnings(rules, asked: [.id("MOD-0001", buyers: ["BUY-2844-0294"], line: 8)])
    expect(.unfilterableModule, "cannot be filtered by buyers", at: 8, in: granted)
    let refiltered = try await warnings(
      rules, held: [.held("MOD-0001"), .held("MOD-0009", name: "Module MOD-0009")],
      asked: [.id("MOD-0001", buyers: ["BUY-2844-0294"], line: 8), .name("Module MOD-0009")])
    expect(.unfilterableModule, "cannot be filtered by buyers", at: 8, in: refiltered)
  }

  @Test func `granting a module that the account's default group does not have`() async throws {
    let platform = InMemoryPlatform([.sample(modules: [.held("MOD-0009")])])
    platform.refuseCatalogue(
      defaultGroups: .success([
        DefaultGroup(account: "ACC-5563-4382", modules: [Self.module("MOD-0009")]),
        DefaultGroup(account: "ACC-9999-9999", modules: [Self.module("MOD-0001")]),
      ]))
    let plan = try await plan(.sample(modules: [.id("MOD-0009"), .id("MOD-0001", line: 8)]), on: platform)
    expect(.moduleNotGrantable, "is not in the default group of ACC-5563-4382", at: 8, in: plan.diagnostics)
    #expect(plan.isApplicable)
  }
}
