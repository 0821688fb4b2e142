import Planning
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

@Suite("Guards of a saved plan")
struct SavedPlanGuardTests {
  private let plan = Plan(
    endpoint: "https://example.test",
    changes: ["TKN-0000-0001", "TKN-0000-0002"].map { id in
      TokenChange(
        id: id, status: .active, isSelf: id == "TKN-0000-0001", position: 3,
        texts: [TextChange(field: .name, before: "Old", after: "New", position: 4)])
    })

  @Test func `the own token is that of the run which applies, not of the one that saved`() {
    func refused(_ ownToken: TokenID?) -> [TokenID?] {
      plan.judged(by: GuardOptions(), ownToken: ownToken).refusals.map(\.address)
    }
    #expect(refused("TKN-0000-0001") == ["TKN-0000-0001"])
    #expect(refused("TKN-0000-0002") == ["TKN-0000-0002"])
    #expect(refused("TKN-0000-0009").isEmpty)
    #expect(refused(nil).isEmpty)
  }
}
