import FoundationEssentials
import Glibc
import Locking
import TestSupport
import Testing

@Suite("Importing live tokens", .serialized)
struct ImportTests {
  /// An account of type Operations, which sees the token of another account and one that is deleted.
  private static let hostile = #"""
    {
      "account": {"id": "ACC-1000-0001", "name": "Intelli\nIndustries: [x", "type": "Operations"},
      "modules": [{"id": "MOD-0001", "name": "Bill\u2028ing\ntokens: {}"}, {"id": "MOD-0002", "name": "Catalog"}],
      "tokens": [
        {"id": "TKN-0000-0001", "name": "null", "token": "idt:TKN-0000-0001:CANARY-caller",
         "description": "a\nb\n", "modules": [{"id": "MOD-0001"}]},
        {"id": "TKN-0000-0002", "name": "x: y #z\u0000\u0085\ufeff\u202e ", "status": "Disabled", "icon": "",
         "description": " lead\n::error::\ttail\n\n", "modules": [
           {"id": "MOD-0002"}, {"id": "MOD-0001", "filters": {"group.buyers": ["BUY-2844-0294"]}}]},
        {"id": "TKN-0000-0003", "name": "\"'\\ *a &b !c %d @e `f ~", "icon": "icons/\ud83d\ude00.png",
         "description": "- a\n---\n...\n", "account": {"id": "ACC-2000-0002", "name": "Other"},
         "modules": [{"id": "MOD-0002", "filters": {}}]},
        {"id": "TKN-0000-0004", "name": "Gone", "status": "Deleted", "modules": [{"id": "MOD-0001"}]}
      ]
    }
    """#

  @Test func `planned at once it shows no changes`() async throws {
    try await Workspace.open(seed: Self.hostile) { workspace in
      let whole = try await workspace.tokenform("import", "--out", "tokens/all.yaml")
      #expect(whole.code == 0 && whole.errors.isEmpty, "\(whole)")
      #expect(whole.output == "3 tokens written to 1 file.\n")
      let plan = try await workspace.tokenform("plan", "--detailed-exitcode", "--format", "json")
      #expect(plan.code == 0, "\(plan)")
      #expect(try Document(plan.output).summary["unchanged"] == 3)
      let printed = try await workspace.tokenform("import")
      #expect(printed.output == (try workspace.directory.read("tokens/all.yaml")) && printed.code == 0)
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test(arguments: [
    "", "--null-total", "--reject-lists 403", "--omit description", "--lists-without-filters", "--total 100",
  ])
  func `a large account is written whole`(_ misbehaviour: String) async throws {
    try await Workspace.open(misbehaviour, seed: Crowd.seed(250)) { workspace in
      let ids = (1...250).map(Crowd.id)
      let run = try await workspace.end(
        of: workspace.start(
          ["import", "--split", "--out", "tokens/"] + (misbehaviour.hasPrefix("--reject") ? ids : [])))
      #expect(run.code == 0 && run.output == "250 tokens written to 250 files.\n", "\(run)")
      let plan = try await workspace.tokenform("plan", "--detailed-exitcode", "--format", "json")
      #expect(plan.code == 0, "\(plan.errors)")
      #expect(try Document(plan.output).summary["unchanged"] == 250)
    }
  }

  @Test func `no file is replaced without force`() async throws {
    let files = ["null.yaml": "mine", "a-b-c-d-e-f.yaml": "mine"]
    try await Workspace.open(seed: Self.hostile, files: files) { workspace in
      let refused = try await workspace.tokenform("import", "--split", "--out", "tokens")
      #expect(refused.code == 1 && refused.output.isEmpty)
      #expect(refused.errors.contains("null.yaml") && refused.errors.contains("a-b-c-d-e-f.yaml"))
      #expect(refused.errors.contains("[file-exists]"))
      #expect(throws: (any Error).self) { try workspace.directory.read("tokens/x-y-z.yaml") }
      #expect(try workspace.directory.read("tokens/null.yaml") == "mine")
      let forced = try await workspace.tokenform("import", "--split", "--out", "tokens", "--force")
      #expect(forced.code == 0, "\(forced)")
      #expect(try await workspace.tokenform("plan", "--detailed-exitcode").code == 0)
    }
  }

  @Test func `an account is written into its teams' files, with the lists that tokens share`() async throws {
    try await Workspace.open(seed: Teams.seed) { workspace in
      let rules = "finance  Fin*\nsales    *lead*\nops      TKN-3000-1*\n"
      try workspace.directory.write(rules, to: "teams.txt")
      let run = try await workspace.tokenform("import", "--split-by", "teams.txt", "--sets", "--out", "tokens")
      #expect(run.code == 0, "\(run)")
      #expect(run.output == "300 tokens written to 5 files.\n")
      let files = Self.files(in: "tokens", of: workspace)
      #expect(Set(files.keys) == ["_shared.yaml", "finance.yaml", "sales.yaml", "ops.yaml", "other.yaml"])
      #expect(files["_shared.yaml"]?.contains("buyers-1:") == true)
      #expect(files["finance.yaml"]?.contains("- set: role-") == true)
      #expect(files.values.allSatisfy { !$0.contains("BUY-") || $0.hasPrefix("# Rename these lists") })
      let plan = try await workspace.tokenform("plan", "--detailed-exitcode", "--format", "json")
      #expect(plan.code == 0, "\(plan.errors)")
      #expect(try Document(plan.output).summary["unchanged"] == 300)
    }
  }

  @Test func `rules that cannot be read are an error`() async throws {
    try await Workspace.open { workspace in
      let missing = try await workspace.tokenform("import", "--split-by", "teams.txt", "--out", "tokens")
      #expect(missing.code == 1 && missing.errors.contains("\"teams.txt\" cannot be read"), "\(missing)")
      try workspace.directory.write("finance Fin*\nsales\n", to: "teams.txt")
      let faulty = try await workspace.tokenform("import", "--split-by", "teams.txt", "--out", "tokens")
      #expect(faulty.code == 1 && faulty.errors.contains("teams.txt:2:1"), "\(faulty)")
      #expect(Self.files(in: "tokens", of: workspace).isEmpty)
    }
  }

  @Test func `what files name is not written again`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(2, 3)]) { workspace in
      try workspace.directory.write(Account.renaming(6), to: "more/b.yaml")
      let run = try await workspace.tokenform("import", "--unmanaged", "--files", "tokens", "--files", "more")
      #expect(run.code == 0 && Self.ids(in: run.output) == ["TKN-0000-0001", "TKN-0000-0004"])
      let standard = try await workspace.tokenform("import", "--unmanaged", "TKN-0000-0003", "TKN-0000-0006")
      #expect(standard.code == 0 && Self.ids(in: standard.output) == ["TKN-0000-0006"])
      let none = try await workspace.tokenform("import", "--unmanaged", "TKN-0000-0003")
      #expect(none.code == 0 && none.output.isEmpty && none.errors == "There are no tokens to write.\n")
      try workspace.directory.write("tokens: [", to: "tokens/a.yaml")
      let faulty = try await workspace.tokenform("import", "--unmanaged")
      #expect(faulty.code == 1 && faulty.output.isEmpty && faulty.errors.contains("[yaml-syntax]"))
    }
  }

  @Test func `without files, nothing is managed`() async throws {
    try await Workspace.open(seed: Self.hostile) { workspace in
      let all = try await workspace.tokenform("import", "--unmanaged")
      #expect(all.code == 0 && Self.ids(in: all.output).count == 3, "\(all)")
      #expect(all.errors.contains("every token counts as unmanaged"))
      let mistyped = try await workspace.tokenform("import", "--unmanaged", "--files", "tokns")
      #expect(mistyped.code == 1 && mistyped.output.isEmpty && mistyped.errors.contains("tokns"), "\(mistyped)")
      let link = workspace.directory.path + "/tokens"
      #expect(symlink("/nowhere/tokens", link) == 0)
      let lost = try await workspace.tokenform("import", "--unmanaged")
      #expect(lost.code == 1 && lost.output.isEmpty, "what cannot be read is not absent: \(lost)")
    }
  }

  @Test func `an ID that does not exist is an error after the rest`() async throws {
    try await Workspace.open(seed: Self.hostile) { workspace in
      let run = try await workspace.tokenform(
        "import", "TKN-0000-0001", "TKN-9999-9999", "TKN-0000-0004", "TKN-0000-0001")
      #expect(run.code == 1 && Self.ids(in: run.output) == ["TKN-0000-0001"])
      #expect(run.errors.contains("TKN-9999-9999") && run.errors.contains("TKN-0000-0004"), "\(run.errors)")
      let malformed = try await workspace.tokenform("import", "tkn-1")
      #expect(malformed.code == 1 && malformed.output.isEmpty && malformed.errors.contains("tkn-1"))
    }
  }

  @Test func `what looks like a secret is left out`() async throws {
    let seed = Account.seed.replacing("Reads invoices.", with: "Uses idt:TKN-0000-0002:CANARY-2 nightly.")
    try await Workspace.open(seed: seed) { workspace in
      let run = try await workspace.tokenform("import", "TKN-0000-0002", "--out", "two.yaml")
      #expect(run.code == 0)
      #expect(run.errors.contains("warning: the description of TKN-0000-0002 is omitted"), "\(run.errors)")
      #expect(!(try workspace.directory.read("two.yaml")).contains("description"))
      #expect(try await workspace.tokenform("plan", "two.yaml", "--detailed-exitcode").code == 0)
    }
  }

  @Test func `a failed read is an error`() async throws {
    try await Workspace.open("--fault status-500-before@lists") { workspace in
      let run = try await workspace.tokenform("import", "--out", "all.yaml", "--retries", "0")
      #expect(run.code == 1 && run.output.isEmpty && run.errors.contains("[token-unreadable]"), "\(run)")
      #expect(throws: (any Error).self) { try workspace.directory.read("all.yaml") }
      let refused = try await workspace.tokenform("import", environment: ["MPT_API_TOKEN": "idt:TKN-0000-0009:wrong"])
      #expect(refused.code == 1 && refused.output.isEmpty, "\(refused)")
    }
  }

  @Test func `an interrupted import writes nothing`() async throws {
    try await Workspace.open("--fault hang-before@lists") { workspace in
      let process = try workspace.start(["import", "--out", "all.yaml"])
      try await workspace.waitForRequests(1, "GET")
      process.signal(SIGINT)
      let run = try await workspace.end(of: process)
      #expect(run.code == 130 && run.output.isEmpty && run.errors.contains("[interrupted]"), "\(run)")
      #expect(throws: (any Error).self) { try workspace.directory.read("all.yaml") }
    }
  }

  @Test(arguments: [SIGKILL, SIGTERM], [1, 60, 250])
  func `an import that is ended while it writes leaves whole files only`(_ signal: Int32, _ count: Int) async throws {
    try await Workspace.open(seed: Crowd.seed(400)) { workspace in
      #expect(try await workspace.tokenform("import", "--split", "--out", "whole").code == 0)
      let process = try workspace.start(["import", "--split", "--out", "cut"])
      let hasEnded = Locked(false)
      let ending = Task {
        defer { hasEnded.withLock { $0 = true } }
        return try await process.end()
      }
      while Self.files(in: "cut", of: workspace).count < count, !hasEnded.withLock({ $0 }) { await Task.yield() }
      process.signal(signal)
      let code = try await ending.value
      let (whole, cut) = (Self.files(in: "whole", of: workspace), Self.files(in: "cut", of: workspace))
      #expect(whole.count == 400 && cut.count >= count)
      for (name, text) in cut { #expect(whole[name] == text, "\(name)") }
      switch code {
      case -SIGKILL: break
      case 0: #expect(cut.count == 400)
      default:
        #expect(code == 130)
        #expect(process.errors.value.text.contains("after \(cut.count) of 400 files were written"))
      }
      #expect(try await workspace.tokenform("import", "--split", "--out", "cut", "--force").code == 0)
      #expect(Self.files(in: "cut", of: workspace) == whole)
    }
  }

  @Test(arguments: 1...4)
  func `a file that a killed import was to replace is the old one or the new one`(_ requests: Int) async throws {
    let old = Account.renaming(2)
    try await Workspace.open(seed: Crowd.seed(350), files: ["./out/all.yaml": old]) { workspace in
      #expect(try await workspace.tokenform("import", "--out", "whole.yaml").code == 0)
      let process = try workspace.start(["import", "--out", "out/all.yaml", "--force"])
      // The first import has sent four requests, one for each page.
      try await workspace.waitForRequests(4 + requests, "GET")
      process.signal(SIGKILL)
      _ = try await process.end()
      let text = try workspace.directory.read("out/all.yaml")
      #expect(try text == old || text == workspace.directory.read("whole.yaml"))
      #expect(try await workspace.tokenform("import", "--out", "out/all.yaml", "--force").code == 0)
      #expect(Array(Self.files(in: "out", of: workspace).keys) == ["all.yaml"])
    }
  }

  /// The files in a directory by name; none if there is no directory.
  private static func files(in directory: String, of workspace: Workspace) -> [String: String] {
    let path = workspace.directory.path + "/" + directory
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.reduce(into: [:]) { $0[$1] = try? workspace.directory.read("\(directory)/\($1)") }
  }

  @Test(arguments: [
    ["--split"], ["--force"], ["--files", "tokens"], ["--out", "plan.json"], ["--split", "--out", ""],
  ])
  func `options that need others say so`(_ options: [String]) async throws {
    try await Workspace.open { workspace in
      let run = try await workspace.end(of: workspace.start(["import"] + options))
      #expect(run.code == 1 && run.errors.contains(options[0]) && run.errors.contains("tokenform import --help"))
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  private static func ids(in text: String) -> [String] {
    text.matches(of: /(?m)^  (TKN-[0-9-]+):/).map { String($0.1) }
  }
}

/// An account of 300 tokens with six roles, and a group of buyers on forty of them.
private enum Teams {
  static let seed: String = {
    let group = (1...12).map { #""BUY-00\#($0 < 10 ? "0" : "")\#($0)-0000""# }.joined(separator: ",")
    let tokens = (0..<300).map { number in
      let role = number % 6
      let filters = number < 40 ? #", "filters": {"group.buyers": [\#(group)]}"# : ""
      let modules = (0..<3).map { #"{"id": "MOD-00\#(10 + role * 3 + $0)"\#(filters)}"# }.joined(separator: ",")
      let name = ["Finance", "Fin sync", "Inbound lead", "Mirror", "Bridge", "Export"][role]
      return #"{"id": "TKN-3000-\#(1000 + number * 10)", "name": "\#(name) \#(number)", "modules": [\#(modules)]}"#
    }
    let modules = (10..<60).map { #"{"id": "MOD-00\#($0)", "name": "Module \#($0)"}"# }
    return """
      {"account": {"id": "ACC-1000-0001", "name": "Intelli Industries"}, "modules": [\(modules.joined(separator: ","))],
       "tokens": [\(tokens.joined(separator: ","))]}
      """
  }()
}
