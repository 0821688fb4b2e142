import TestSupport
import Testing

@Suite("Showing saved plans")
struct ShowTests {
  private let files = [
    "a.yaml": Account.file(
      """
      TKN-0000-0002:
        name: Exporter two
        description: null
        modules: [{id: MOD-0001, filters: {}}, Commerce]
        protected: true
      TKN-0000-0003:
        description: "Keeps \\u202e everything."
        modules: [{id: MOD-0001, filters: {group.buyers: [BUY-1000-0001]}}]
      TKN-0000-0004: {name: Off}
      TKN-0000-0006: {name: Bridge}
      """)
  ]

  @Test(arguments: ["text", "oneline", "json", "markdown", "html"])
  func `a plan is printed as it was`(_ format: String) async throws {
    try await Workspace.open(files: files) { workspace in
      let plan = try await workspace.tokenform("plan", "--out", "plan.json", "--format", format)
      let offline: [String: String?] = ["MPT_API_TOKEN": nil, "MPT_API_BASE_URL": "ftp://nowhere"]
      let show = try await workspace.tokenform("show", "plan.json", "--format", format, environment: offline)
      #expect(plan.code == 0 && show.code == 0, "\(show)")
      #expect(show.output == plan.output)
      #expect(show.errors.isEmpty, "\(show.errors)")
    }
  }

  @Test func `what is no plan is refused with the reason`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      let plan = try workspace.directory.read("plan.json")
      let printed = try await workspace.tokenform("plan", "--format", "json").output
      for (reason, text) in [
        "it is not JSON": "", "not JSON": String(plan.prefix(plan.count / 2)), "not a saved plan": "tokens: {}",
        "damaged or was edited": plan.replacing("Exporter two", with: "Exporter too"),
        "its format is 4.0": plan.replacing("\"format_version\": \"3.0\"", with: "\"format_version\": \"4.0\""),
        "it is not a saved plan": "{}", "save the plan with `tokenform plan --out FILE`": printed,
      ] {
        try workspace.directory.write(text, to: "file.json")
        let show = try await workspace.tokenform("show", "file.json")
        #expect(show.code == 3 && show.errors.contains("unusable-plan") && show.errors.contains(reason), "\(show)")
        let json = try await workspace.tokenform("show", "file.json", "--format", "json")
        let document = try Document(json.output)
        #expect(json.code == 3 && document.codes == ["unusable-plan"] && !document.complete)
      }
      let missing = try await workspace.tokenform("show", "nowhere.json")
      #expect(missing.code == 1 && missing.errors.contains("unreadable-file"), "\(missing)")
    }
  }

  @Test func `The credential is masked, and a placeholder in its place changes nothing`() async throws {
    let name = "ExporterOfAllInvoicesEachNight"
    try await Workspace.open(files: ["a.yaml": Account.file("TKN-0000-0002: {name: \(name)}")]) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      let show = try await workspace.tokenform("show", "plan.json", environment: ["MPT_API_TOKEN": name])
      #expect(show.code == 0 && show.output.contains("[masked]") && !show.output.contains(name), "\(show)")
      for placeholder in ["Exporter", "e", "test"] {
        let show = try await workspace.tokenform("show", "plan.json", environment: ["MPT_API_TOKEN": placeholder])
        #expect(show.code == 0 && show.output.contains(name) && !show.output.contains("[masked]"), "\(show)")
      }
    }
  }

  @Test func `annotations point at the same lines`() async throws {
    try await Workspace.open(files: files) { workspace in
      let plan = try await workspace.tokenform(
        "plan", "--quiet", "--out", "plan.json", "--annotations", "github", "--allow-protected", "--allow-disabled")
      let show = try await workspace.tokenform("show", "plan.json", "--annotations", "github")
      #expect(show.code == 0 && show.errors == plan.errors, "\(show.errors)")
      #expect(show.errors.contains("file=tokens/a.yaml,line=6"))
    }
  }

  @Test func `an undo plan is shown too`() async throws {
    try await Workspace.open(files: files) { workspace in
      let apply = try await workspace.tokenform(
        "apply", "--auto-approve", "--undo", "undo.json", "--target", "TKN-0000-0003")
      #expect(apply.code == 0)
      let show = try await workspace.tokenform("show", "undo.json", "--format", "oneline")
      #expect(show.code == 0 && show.output.contains("~ TKN-0000-0003 widens"), "\(show)")
    }
  }

  @Test(arguments: [["show"], ["schema", "a.json"]])
  func `a wrong number of files is wrong usage`(_ arguments: [String]) async throws {
    try await Workspace.open { workspace in
      let run = try await workspace.end(of: workspace.start(arguments))
      #expect(run.code == 1 && run.errors.contains("\(arguments[0]) ") && run.errors.contains("--help"), "\(run)")
    }
  }
}
