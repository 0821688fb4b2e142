import Planning
import TestSupport
import Testing
import TokenModel

@Suite struct NarrowingTests {
  private let files: [DesiredToken] = [
    .sample(name: "Exporter"), .sample("TKN-0000-0002", name: "Exporter"), .sample("TKN-0000-0003", name: "Exporter"),
  ]

  private func narrowing(
    _ selection: TokenSelection, base: [DesiredToken]? = nil, isProposedOnly: Bool = false
  ) async throws -> PlanNarrowing? {
    try await Planner(
      reader: InMemoryPlatform(files.map { .sample($0.id) }), endpoint: "https://example.test", ownToken: nil,
      guards: GuardOptions(), parallelism: 2
    ).plan(
      PlanScope(named: files, selection: selection, base: base, isProposedOnly: isProposedOnly)
    ).narrowing
  }

  @Test func `a plan knows what was left out of it`() async throws {
    #expect(try await narrowing(TokenSelection()) == nil)
    let two = TokenSelection(targets: ["TKN-0000-0001", "TKN-0000-0002"], excluded: ["TKN-0000-0002"])
    #expect(
      try await narrowing(two)
        == PlanNarrowing(
          targets: ["TKN-0000-0001", "TKN-0000-0002"], excluded: ["TKN-0000-0002"], selected: 1, named: 3))
    #expect(
      try await narrowing(TokenSelection(), base: files, isProposedOnly: true)
        == PlanNarrowing(isProposedOnly: true, selected: 3, named: 3))
  }

  @Test func `a selection that leaves no token is an error`() {
    let none = TokenSelection(targets: ["TKN-0000-0001"], excluded: ["TKN-0000-0001"])
    #expect(none.selected(from: files).isEmpty && none.faults(in: files).map(\.code) == [.nothingSelected])
    #expect(TokenSelection(excluded: Set(files.map(\.id))).faults(in: files).map(\.code) == [.nothingSelected])
    #expect(TokenSelection(targets: ["TKN-0000-0001"]).faults(in: files).isEmpty)
    #expect(TokenSelection().faults(in: []).isEmpty, "files without a token have an error of their own")
  }
}
