import PlanDocument
import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Saved plans")
struct SavedPlanTests {
  private static let applicable = SamplePlan.all.map(\.plan).filter {
    $0.isApplicable && !String(describing: $0).contains("idt:")
  }

  @Test(arguments: applicable.indices)
  func `a plan comes back as it was`(_ index: Int) throws {
    let plan = Self.applicable[index]
    let bytes = try SavedPlan.bytes(of: plan, .sample)
    let read = try SavedPlan.plan(in: bytes)
    #expect(read.fingerprint == plan.fingerprint)
    #expect(read.summary == plan.summary)
    #expect(read.narrowing == plan.narrowing)
    #expect(try SavedPlan.bytes(of: read, .sample) == bytes)
  }

  @Test(arguments: applicable.indices, OutputFormat.allCases)
  func `a plan is shown as it was`(_ index: Int, _ format: OutputFormat) throws {
    let plan = Self.applicable[index]
    let read = try SavedPlan.plan(in: SavedPlan.bytes(of: plan, .sample))
    let renderer = Renderer(format, .sample)
    #expect(renderer.text(of: .plan(read)) == renderer.text(of: .plan(plan)))
  }

  @Test func `every place in the files comes back`() throws {
    func position(_ line: Int) -> SourcePosition { SourcePosition(file: "a.yaml", line: line, column: 7) }
    let change = TokenChange(
      id: "TKN-0000-0001", position: position(1),
      texts: [TextChange(field: .name, before: "Old", after: "New", position: position(2))],
      modules: ModulesChange(
        before: [HeldModule(id: "MOD-0001", filters: .none)],
        after: [
          HeldModule(
            id: "MOD-0001", filters: ModuleFilters(buyers: ["BUY-0000-0001"]),
            source: ModuleSource(
              position: position(4), set: "sales", setChange: .contents, changedGroups: ["nordics"],
              until: CalendarDate("2027-01-31"), reason: "FIN-812")),
          HeldModule(
            id: "MOD-0002", filters: .none,
            source: ModuleSource(position: SourcePosition(file: "b.yaml", line: 5, column: 3))),
        ], position: position(3)))
    let plan = Plan(endpoint: "https://example.test", changes: [change])
    #expect(
      try SavedPlan.plan(in: SavedPlan.bytes(of: plan, .sample)) == plan)
  }

  @Test func `any other byte is noticed`() throws {
    let plan = SamplePlan.grantAndRevocation.plan
    let bytes = try SavedPlan.bytes(of: plan, .sample)
    for index in stride(from: 0, to: bytes.count - 1, by: 7) {
      var damaged = bytes
      damaged[index] ^= 0x01
      #expect(throws: SavedPlan.Fault.self, "byte \(index)") { try SavedPlan.plan(in: damaged) }
    }
    for length in stride(from: 0, to: bytes.count - 2, by: 97) {
      #expect(throws: SavedPlan.Fault.self) { try SavedPlan.plan(in: Array(bytes[..<length])) }
    }
  }

  @Test func `another format is refused by name`() throws {
    let bytes = try SavedPlan.bytes(
      of: SamplePlan.grantAndRevocation.plan, .sample)
    let text = String(decoding: bytes, as: UTF8.self)
    let newer = text.split(separator: "\"3.0\"", maxSplits: 1).joined(separator: "\"4.0\"")
    let fault = #expect(throws: SavedPlan.Fault.self) { try SavedPlan.plan(in: Array(newer.utf8)) }
    #expect(fault?.reason.contains("4.0") == true)
  }

  @Test func `the digest is of the plan's own bytes`() throws {
    let plan = SamplePlan.grantAndRevocation.plan
    let text = String(
      decoding: try SavedPlan.bytes(of: plan, .sample), as: UTF8.self)
    let printed = Renderer(.json, .sample).text(of: .plan(plan))
      .dropLast()
    let digest = try #require(SHA256.digest(of: Array(printed.utf8)))
    #expect(text == "{\n\"plan\": \(printed),\n\"content_sha256\": \"\(digest)\"\n}\n")
  }

  @Test func `a printed plan and one in the older format are distinguished from a damaged one`() throws {
    let plan = SamplePlan.grantAndRevocation.plan
    let printed = Renderer(.json, .sample).text(of: .plan(plan))
    let fault = #expect(throws: SavedPlan.Fault.self) { try SavedPlan.plan(in: Array(printed.utf8)) }
    #expect(fault?.isPrinted == true)
    let older = printed.dropLast(3) + ",\n  \"content_sha256\": \"sha256:0\"\n}\n"
    let outdated = #expect(throws: SavedPlan.Fault.self) { try SavedPlan.plan(in: Array(older.utf8)) }
    #expect(outdated?.reason.contains("older format") == true && outdated?.isPrinted == false)
  }

  @Test(arguments: [
    ("\"complete\": true", "\"complete\": true, \"complete\": true"),
    ("\"complete\": true", "\"complete\": true, \"compl\\u0065te\": false"),
    ("\"protected\": false", "\"protected\": true, \"protected\": false"),
    ("\"content_sha256\"", "\"plan\": {}, \"content_sha256\""),
  ])
  func `a duplicate name in an object is refused, since programs differ in which they read`(
    _ old: String, _ new: String
  ) throws {
    let bytes = try SavedPlan.bytes(
      of: SamplePlan.grantAndRevocation.plan, .sample)
    let forged = String(decoding: bytes, as: UTF8.self).replacing(old, with: new, maxReplacements: 1)
    let fault = #expect(throws: SavedPlan.Fault.self) {
      try SavedPlan.plan(in: Array(try Self.withDigest(forged).utf8))
    }
    #expect(fault?.reason.contains("duplicate name") == true)
  }

  @Test func `a plan that cannot be applied is not saved`() {
    #expect(throws: SavedPlan.Fault.self) {
      try SavedPlan.bytes(of: SamplePlan.incomplete.plan, .sample)
    }
  }

  @Test func `a plan with a secret in it is not saved`() {
    let change = TokenChange(
      id: "TKN-0000-0001", position: 3,
      texts: [TextChange(field: .description, before: "idt:TKN-0000-0002:hush", after: nil, position: 4)])
    let plan = Plan(endpoint: "https://example.test", changes: [change])
    #expect(throws: SavedPlan.Fault.self) {
      try SavedPlan.bytes(of: plan, .sample)
    }
  }

  @Test(arguments: [
    ("\"TKN-1671-0642\"", "\"TKN-1671-0642/../x\"", "an invalid id"),
    ("\"update\"", "\"delete\"", "is not an update"),
    ("\"MOD-9042\"", "\"MOD-6308\"", "a module twice"),
  ])
  func `what no plan of ours holds is refused though the digest is right`(
    _ old: String, _ new: String, _ reason: String
  ) throws {
    let bytes = try SavedPlan.bytes(
      of: SamplePlan.grantAndRevocation.plan, .sample)
    let forged = try Self.withDigest(String(decoding: bytes, as: UTF8.self).replacing(old, with: new))
    let fault = #expect(throws: SavedPlan.Fault.self) { try SavedPlan.plan(in: Array(forged.utf8)) }
    #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
  }

  @Test func `a token is named once and keeps a name`() throws {
    func fault(_ changes: [TokenChange]) throws -> String? {
      let bytes = try SavedPlan.bytes(
        of: Plan(endpoint: "https://example.test", changes: changes), .sample(mask: SecretMask()))
      return #expect(throws: SavedPlan.Fault.self) { try SavedPlan.plan(in: bytes) }?.reason
    }
    func renaming(to name: VerbatimText?) -> TokenChange {
      TokenChange(
        id: "TKN-0000-0001", position: 3, texts: [TextChange(field: .name, before: "Old", after: name, position: 4)])
    }
    #expect(try fault([renaming(to: "New"), renaming(to: "Newer")]) == "it names a token twice")
    #expect(try fault([renaming(to: nil)]) == "TKN-0000-0001 would be left without a name")
    #expect(try fault([renaming(to: "")]) == "TKN-0000-0001 would be left without a name")
  }

  /// The text with the digest that it has to have.
  private static func withDigest(_ text: String) throws -> String {
    guard let file = try /(?s)\{\n"plan": (.*),\n"content_sha256": "(.*)"\n\}\n/.wholeMatch(in: text) else {
      return text
    }
    let digest = try #require(SHA256.digest(of: Array(file.1.utf8)))
    return text.replacing(file.2, with: digest)
  }
}
