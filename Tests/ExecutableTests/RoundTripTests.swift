import Testing

@Suite("From files to the platform", .serialized)
struct RoundTripTests {
  private let change = Account.file(
    """
    TKN-0000-0002:
      name: "Ex\\u00e9porter \\"quoted\\" \\U0001F600"
      description: null
      modules: [MOD-0001, Commerce]
    TKN-0000-0003:
      name: Archive
    """)

  @Test func `what was planned is applied and then there is nothing to change`() async throws {
    try await Workspace.open("--unlimited-texts", files: ["a.yaml": change]) { workspace in
      #expect(try await workspace.tokenform("validate").code == 0)
      let plan = try await workspace.tokenform("plan", "--detailed-exitcode")
      #expect(plan.code == 2)
      #expect(plan.output.contains("TKN-0000-0002") && !plan.output.contains("TKN-0000-0003"))
      let apply = try await workspace.tokenform("apply", "--auto-approve")
      #expect(apply.code == 0)
      #expect(apply.output.contains("Applied: 1."))
      #expect(try await workspace.tokenform("plan", "--detailed-exitcode").code == 0)
      let again = try await workspace.tokenform("apply", "--auto-approve")
      #expect(again.code == 0)

      let remains = try await workspace.stop()
      #expect(remains.writes.count == 1)
      #expect(
        remains[2]
          == StoredToken(
            id: "TKN-0000-0002", name: "Exéporter \"quoted\" 😀", description: nil, icon: "icons/exporter.png",
            revision: 10,
            modules: [
              .init(id: "MOD-0001", filters: ["group.buyers": ["BUY-2844-0294"]]), .init(id: "MOD-0003", filters: nil),
            ]))
    }
  }

  @Test func `what lists omit unless it is selected is planned, applied and verified`() async throws {
    let file = Account.file("TKN-0000-0002: {name: Importer, description: null, modules: [MOD-0001, Commerce]}")
    try await Workspace.open(
      "--answers current --omit-always name --omit-always description --omit-always modules --omit-always account",
      files: ["a.yaml": file]
    ) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      #expect(apply.code == 0, "\(apply)")
      #expect(try Document(apply.output).ids("applied") == ["TKN-0000-0002"])
      #expect(try await workspace.tokenform("plan", "--detailed-exitcode").code == 0)
      let remains = try await workspace.stop()
      #expect(remains.writes.count == 1)
      #expect(remains[2]?.name == "Importer" && remains[2]?.description == nil)
      #expect(remains[2]?.modules.map(\.id) == ["MOD-0001", "MOD-0003"])
    }
  }

  @Test func `a plan writes nothing`() async throws {
    try await Workspace.open(files: ["a.yaml": change]) { workspace in
      for format in ["text", "oneline", "json"] {
        let plan = try await workspace.tokenform("plan", "--format", format)
        #expect(plan.code == 0)
      }
      #expect(try await workspace.stop().requests.allSatisfy { $0.hasPrefix("GET ") })
    }
  }

  @Test func `only what differs is written`() async throws {
    let file = Account.file(
      """
      TKN-0000-0002:
        name: Exporter
        description: Reads invoices nightly.
        icon: icons/exporter.png
        modules: [MOD-0002, {id: MOD-0001, filters: {group.buyers: [BUY-2844-0294]}}]
      """)
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let shown = try await workspace.tokenform("apply", "--dry-run", "--format", "json")
      let requests = try #require(try Document(shown.output).requests)
      #expect(requests.map(\.body) == [#"{"description":"Reads invoices nightly."}"#])
      #expect(requests.map(\.method) == ["PUT"])
      #expect(requests.map(\.url) == [workspace.baseURL + "/public/v1/accounts/api-tokens/TKN-0000-0002"])
      let text = try await workspace.tokenform("apply", "--dry-run")
      #expect(text.output.contains(requests[0].body) && text.output.contains(requests[0].url))
      #expect(try await workspace.tokenform("apply", "--auto-approve").code == 0)
      let remains = try await workspace.stop()
      #expect(remains.writes == ["PUT /public/v1/accounts/api-tokens/TKN-0000-0002 200"])
      #expect(remains[2]?.description == "Reads invoices nightly.")
      #expect(remains[2]?.modules.first { $0.id == "MOD-0001" }?.filters == ["group.buyers": ["BUY-2844-0294"]])
    }
  }

  @Test func `a dry run sends nothing and passes the same guards`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(2, 4)]) { workspace in
      #expect(try await workspace.tokenform("apply", "--dry-run", "--allow-disabled").code == 0)
      let refused = try await workspace.tokenform("apply", "--dry-run")
      #expect(refused.code == 3)
      #expect(refused.output.contains("--allow-disabled"))
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `two hundred and fifty tokens cost three requests`() async throws {
    try await Workspace.open(seed: Crowd.seed(250), files: ["a.yaml": Crowd.file(250, name: "Old")]) { workspace in
      let plan = try await workspace.tokenform("plan", "--detailed-exitcode")
      #expect(plan.code == 0, "\(plan)")
      let remains = try await workspace.stop()
      #expect(remains.requests.count == 3 && remains.lists.count == 3)
      #expect(remains.requests.allSatisfy { $0.contains("-token") })
    }
  }

  @Test func `a saved plan costs another read of what it changes and one write each`() async throws {
    try await Workspace.open(seed: Crowd.seed(250), files: ["a.yaml": Crowd.file(250)]) { workspace in
      #expect(try await workspace.tokenform("plan", "--out", "plan.json").code == 0)
      let apply = try await workspace.tokenform("apply", "plan.json")
      #expect(apply.code == 0, "\(apply)")
      let remains = try await workspace.stop()
      #expect(remains.lists.count == 3 + 3 && remains.writes.count == 250)
      #expect(remains.requests.count == 3 + 3 + 250)
    }
  }

  @Test func `the catalogue is read only for names`() async throws {
    let byID = Account.file("TKN-0000-0003: {modules: [MOD-0001]}")
    let byName = Account.file("TKN-0000-0003: {modules: [Billing]}")
    try await Workspace.open(files: [".id.yaml": byID, ".name.yaml": byName]) { workspace in
      #expect(try await workspace.tokenform("plan", ".id.yaml", "--detailed-exitcode").code == 0)
      #expect(try await workspace.tokenform("plan", ".name.yaml", "--detailed-exitcode").code == 0)
      let requests = try await workspace.stop().requests.map { $0.contains("/accounts/modules") }
      #expect(requests.filter { $0 }.count == 1)
      #expect(requests.first == false)
    }
  }

  @Test func `a target is all that is read and written`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(2, 3, 6)]) { workspace in
      let excluded = try await workspace.tokenform("apply", "--auto-approve", "--exclude", "TKN-0000-0003", "-q")
      #expect(excluded.code == 0 && excluded.errors.isEmpty)
      let target = try await workspace.tokenform("plan", "--target=TKN-0000-0002", "--detailed-exitcode")
      #expect(target.code == 0)
      let unknown = try await workspace.tokenform("plan", "--target", "TKN-9999-9999")
      #expect(unknown.code == 1 && unknown.errors.contains("TKN-9999-9999"))
      let remains = try await workspace.stop()
      #expect(remains.requests.allSatisfy { !$0.contains("TKN-0000-0003") })
      #expect(remains.writes.count == 2 && remains[3]?.name == "Archive")
    }
  }
}
