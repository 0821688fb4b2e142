import Planning
import TestSupport
import Testing
import TokenModel

private func planned(
  _ desired: [DesiredToken], on live: [LiveToken], all: Bool = false, base: [DesiredToken]? = nil
) async throws -> [PlannedToken] {
  var scope = PlanScope(named: desired, base: base, isProposedOnly: base != nil)
  scope.keepsAllValues = all
  return try await Planner(
    reader: InMemoryPlatform(live), endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(),
    parallelism: 2
  ).plan(scope).planned
}

@Suite("The values of tokens as they will be")
struct PlannedValuesTests {
  @Test func `a token to update has every managed field, also those that do not change`() async throws {
    let desired = DesiredToken.sample(
      name: "New", description: "Text.", modules: [.id("MOD-0001")], extensions: ExtensionScope.none)
    let live = LiveToken.sample(
      name: "Old", description: "Text.", icon: "icon", modules: [.held("MOD-0001", buyers: ["BUY-1"])],
      extensions: .listed(.none))
    let token = try #require(try await planned([desired], on: [live]).first)
    #expect(token.name == "Old")
    #expect(token.texts[.name] == .some("New") && token.texts[.description] == .some("Text."))
    #expect(token.texts[.icon] == nil, "the icon is not managed")
    #expect(token.modules == [PlannedToken.Module(id: "MOD-0001", filters: ModuleFilters(buyers: ["BUY-1"]))])
    #expect(token.extensions == ExtensionScope.none)
  }

  @Test func `tokens that do not change are there only if all values are asked for`() async throws {
    let desired = [DesiredToken.sample("TKN-0000-0002", name: "Same"), .sample("TKN-0000-0001", name: "New")]
    let live = [LiveToken.sample("TKN-0000-0001", name: "Old"), .sample("TKN-0000-0002", name: "Same")]
    #expect(try await planned(desired, on: live).map(\.id) == ["TKN-0000-0001"])
    #expect(try await planned(desired, on: live, all: true).map(\.id) == ["TKN-0000-0001", "TKN-0000-0002"])
  }

  @Test func `drift that is left out stays in the values`() async throws {
    let desired = DesiredToken.sample(name: "New", description: "Files.")
    let base = DesiredToken.sample(name: "Old", description: "Files.")
    let live = LiveToken.sample(name: "Old", description: "By hand.")
    let token = try #require(try await planned([desired], on: [live], base: [base]).first)
    #expect(token.texts[.name] == .some("New") && token.texts[.description] == .some("By hand."))
  }
}
