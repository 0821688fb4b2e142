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

  @Test func `the events of an apply have what an end took away, and nothing of an end that moved`() async throws {
    func file(_ modules: String) -> String {
      "account: ACC-1000-0001\ntokens: {TKN-0000-0002: {modules: [\(modules)]}}\n"
    }
    try await Workspace.open(files: ["a.yaml": file("MOD-0001, MOD-0003")]) { workspace in
      #expect(try await workspace.tokenform("apply", "--auto-approve").code == 0)

      try workspace.directory.write(file("{id: MOD-0001, until: 2020-01-31}, MOD-0003"), to: "tokens/a.yaml")
      let ended = try await workspace.tokenform("apply", "--auto-approve", "--ended-only", "--events", "ended")
      #expect(ended.code == 0, "\(ended)")
      let lines = try workspace.directory.read("ended").split(separator: "\n")
      let applied = try #require(lines.first { $0.contains("\"event\":\"applied\"") })
      let (before, after) = try #require(
        applied.firstRange(of: "\"after\":").map { (applied[..<$0.lowerBound], applied[$0.lowerBound...]) })
      #expect(before.contains("MOD-0001") && before.contains("MOD-0003"))
      #expect(!after.contains("MOD-0001") && after.contains("MOD-0003"))

      try workspace.directory.write(file("{id: MOD-0003, until: 2999-12-31}"), to: "tokens/a.yaml")
      try workspace.directory.write(file("MOD-0003"), to: ".before/tokens/a.yaml")
      let moved = try await workspace.tokenform(
        "apply", "--auto-approve", "--base", ".before", "--events", "moved", "--format", "json")
      #expect(moved.code == 0 && moved.output.contains("\"moved_ends\": 1"), "\(moved)")
      let events = try workspace.directory.read("moved")
      #expect(
        !events.contains("\"event\":\"applied\"") && events.contains("\"not_written\":[\"no-changes\"]"), "\(events)")
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
