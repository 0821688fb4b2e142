import Foundation
import TestSupport
import Testing

/// Sets of modules and groups of buyers, in files of their own.
@Suite("Sets and groups", .serialized)
struct SharedListTests {
  private let writtenOut = """
    account: ACC-1000-0001
    tokens:
      TKN-0000-0002:
        modules: [{id: MOD-0001, filters: {group.buyers: [BUY-2844-0294, BUY-7310-3075]}}, MOD-0003]
      TKN-0000-0003:
        modules: [Billing, MOD-0003]
    """
  private let throughSets = """
    account: ACC-1000-0001
    tokens:
      TKN-0000-0002:
        modules: [{set: reading, reason: Nightly export}, {set: ordering}]
      TKN-0000-0003:
        modules: [Billing, {set: ordering}]
    """
  private let shared = """
    module_sets:
      reading: [{id: MOD-0001, filters: {group.buyers: [BUY-7310-3075, nordics]}}]
      ordering: [MOD-0003]
    buyer_groups: {nordics: [BUY-2844-0294]}
    """

  private var files: [String: String] {
    ["a.yaml": throughSets, "shared.yaml": shared, ".before/tokens/a.yaml": writtenOut]
  }

  @Test func `lists that move into sets and groups keep the plan and its fingerprint`() async throws {
    try await Workspace.open(files: files) { workspace in
      let plan = try await workspace.tokenform("plan", "--base", ".before", "--format", "json")
      #expect(plan.code == 0, "\(plan)")
      let (now, before) = (
        try Document(plan.output),
        try Document(try await workspace.tokenform("plan", ".before/tokens", "--format", "json").output)
      )
      #expect(!now.resourceChanges.isEmpty)
      #expect(now.fingerprint == before.fingerprint)
      #expect(now.resourceChanges.map(\.address) == before.resourceChanges.map(\.address))
      #expect(now.resourceChanges.allSatisfy { $0.cause == "drift" }, "nothing is proposed")
    }
  }

  @Test func `a run that is not given the shared file says where the set may be`() async throws {
    try await Workspace.open(files: files) { workspace in
      let validate = try await workspace.tokenform("validate", "tokens/a.yaml")
      #expect(validate.code == 1)
      #expect(validate.errors.contains("the file that defines it may not be among the paths"))
      #expect(try await workspace.tokenform("validate").code == 0)
    }
  }

  @Test func `the schema suggests what the account and the files have`() async throws {
    try await Workspace.open(files: files) { workspace in
      let schema = try await workspace.tokenform("schema", "--live")
      #expect(schema.code == 0, "\(schema)")
      let object = try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) as? [String: Any]
      let definitions = try #require(object?["definitions"] as? [String: [String: Any]])
      func choices(_ name: String) -> [[String: Any]] { definitions[name]?["anyOf"] as? [[String: Any]] ?? [] }
      #expect((choices("module").first?["enum"] as? [String])?.contains("Billing") == true)
      #expect(choices("module").contains { $0["const"] as? String == "MOD-0003" })
      #expect(choices("set").first?["enum"] as? [String] == ["ordering", "reading"])
      #expect(choices("group").first?["enum"] as? [String] == ["nordics"])
    }
  }
}
