import TestSupport
import Testing

/// The seed has changes by hand: the platform no longer matches `before`.
@Suite("The files as they were before", .serialized)
struct BaseTests {
  private let before = """
    account: ACC-1000-0001
    tokens:
      TKN-0000-0002:
        name: Exporter
        description: Reads all invoices.
        modules: [{id: MOD-0001, filters: {group.buyers: [BUY-2844-0294]}}, MOD-0003]
      TKN-0000-0003:
        description: Keeps everything.
        modules: [Billing]
      TKN-0000-0006:
        modules: [Commerce]
    """

  /// A new name, a grant, a key and a token that are no longer managed.
  private let head = """
    # A comment moves every line.
    account: ACC-1000-0001
    tokens:
      TKN-0000-0002:
        name: Exporter two
        description: Reads all invoices.
        modules: [Billing, Commerce, Twins]
      TKN-0000-0003:
        description: Keeps everything.
    """

  private var files: [String: String] {
    ["a.yaml": head.replacing("Twins", with: "MOD-0004"), ".before/tokens/a.yaml": before]
  }

  @Test func `each difference has its cause`() async throws {
    try await Workspace.open(files: files) { workspace in
      let plan = try await workspace.tokenform("plan", "--base", ".before", "--format", "json")
      #expect(plan.code == 0, "\(plan)")
      let document = try Document(plan.output)
      #expect(document.resourceChanges.map(\.address) == ["TKN-0000-0002", "TKN-0000-0003"])
      #expect(document.resourceChanges.map(\.cause) == ["both", "drift"])
      let change = try #require(document.resourceChanges.first)
      #expect(change.causes == ["name": "proposed", "description": "drift", "modules": "both"])
      #expect(change.moduleCauses == ["MOD-0002": "drift", "MOD-0003": "drift", "MOD-0004": "proposed"])
      #expect(document.noLongerManaged?.map(\.address) == ["TKN-0000-0002", "TKN-0000-0003", "TKN-0000-0006"])
      #expect(document.noLongerManaged?.map(\.keys) == [["filters of MOD-0001"], ["modules"], nil])
      #expect(document.noLongerManaged?.map(\.source.file) == Array(repeating: "tokens/a.yaml", count: 3))
      #expect(document.noLongerManaged?.map(\.source.line) == [3, 7, 10])
      #expect(document.timestamp?.hasSuffix("Z") == true)
      #expect(document.resourceDrift == nil)

      let without = try Document(try await workspace.tokenform("plan", "--format", "json").output)
      #expect(without.fingerprint == document.fingerprint, "a base changes nothing in what is written")
      #expect(without.resourceChanges.allSatisfy { $0.cause == nil && $0.causes == nil && $0.moduleCauses == nil })
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `only what is proposed is written`() async throws {
    try await Workspace.open(files: files) { workspace in
      let options = ["--base", ".before", "--proposed-only", "--format", "json"]
      let plan = try Document(try await workspace.end(of: workspace.start(["plan"] + options)).output)
      #expect(plan.resourceChanges.map(\.address) == ["TKN-0000-0002"])
      #expect(plan.resourceDrift?.map(\.address) == ["TKN-0000-0002", "TKN-0000-0003"])
      #expect(plan.summary["unchanged"] == 0)
      let approved = try #require(plan.fingerprint)
      let dryRun = try Document(
        try await workspace.end(of: workspace.start(["apply", "--dry-run"] + options)).output)
      #expect(dryRun.requests?.count == 1)
      #expect(dryRun.requests?.first?.body.contains("Reads all invoices.") == false)
      let apply = try await workspace.end(of: workspace.start(["apply", "--approve", approved] + options))
      #expect(apply.code == 0, "\(apply)")
      let again = try Document(try await workspace.end(of: workspace.start(["plan"] + options)).output)
      #expect(again.resourceChanges.isEmpty && again.resourceDrift?.count == 2)
      let remains = try await workspace.stop()
      #expect(remains.writes.count == 1)
      #expect(remains[2]?.name == "Exporter two")
      #expect(remains[2]?.description == "Reads invoices.")
      #expect(remains[2]?.modules.map(\.id) == ["MOD-0001", "MOD-0002", "MOD-0004"])
      #expect(remains[2]?.modules.first?.filters == ["group.buyers": ["BUY-2844-0294"]])
      #expect(remains[3]?.description == nil)
    }
  }

  @Test func `a saved plan carries it all`() async throws {
    try await Workspace.open(files: files) { workspace in
      let options = ["--base", ".before", "--proposed-only", "--coverage", "--format", "json", "--out", "plan.json"]
      let plan = try await workspace.end(of: workspace.start(["plan"] + options))
      let saved = try workspace.directory.read("plan.json")
      #expect(saved.hasPrefix("{\n\"plan\": " + plan.output.dropLast()), "what is saved is what was shown")
      let apply = try await workspace.tokenform("apply", "plan.json", "--format", "json")
      let (shown, applied) = (try Document(plan.output), try Document(apply.output))
      #expect(apply.code == 0, "\(apply)")
      #expect(applied.resourceChanges == shown.resourceChanges)
      #expect(applied.resourceDrift == shown.resourceDrift)
      #expect(applied.noLongerManaged == shown.noLongerManaged)
      #expect(applied.unmanaged == shown.unmanaged)
      #expect(applied.timestamp == shown.timestamp)
      #expect(try await workspace.stop().writes.count == 1)
    }
  }

  @Test func `what the base does not have is proposed`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(2), ".before/README": "No tokens yet."]) {
      workspace in
      let plan = try await workspace.tokenform("plan", "--base", ".before", "--format", "json")
      #expect(plan.code == 0, "\(plan)")
      #expect(try Document(plan.output).resourceChanges.map(\.cause) == ["proposed"])
      try workspace.directory.write("", to: ".before/tokens/.gitkeep")
      let empty = try await workspace.tokenform("plan", "--base", ".before/", "--format", "json", "tokens/a.yaml")
      #expect(try Document(empty.output).resourceChanges.map(\.cause) == ["proposed"])
    }
  }

  @Test(arguments: ["tokens/b/new.yaml", "tokens/b"])
  func `a protected token stays protected when its file is renamed or moved`(path: String) async throws {
    let before = Account.file("TKN-0000-0002: {name: Exporter, protected: true}")
    let files = [
      "b/new.yaml": Account.renaming(2), ".before/tokens/a/old.yaml": before, ".before/tokens/b/other.yaml": "{}",
    ]
    try await Workspace.open(files: files) { workspace in
      let plan = try await workspace.tokenform("plan", path, "--base", ".before")
      #expect(plan.output.contains("TKN-0000-0002 is protected [protected-token]"), "\(plan)")
      let apply = try await workspace.tokenform("apply", path, "--base", ".before", "--auto-approve")
      #expect(apply.code == 3, "\(apply)")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a fault of the base is an error`() async throws {
    let files = ["a.yaml": Account.renaming(2), ".before/tokens/a.yaml": "tokens:\n  TKN-0000-0002: {nam: Old}\n"]
    try await Workspace.open(files: files) { workspace in
      let plan = try await workspace.tokenform("plan", "--base", ".before")
      #expect(plan.code == 1)
      #expect(plan.errors.contains(".before/tokens/a.yaml:2:19") && plan.errors.contains("this file is in the base"))
      let nowhere = try await workspace.tokenform("plan", "--base", "nowhere", "--format", "json")
      #expect(nowhere.code == 1)
      #expect(try Document(nowhere.output).codes == ["unreadable-file"])
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  @Test func `the options that do not go together`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      for (arguments, word) in [
        (["plan", "--proposed-only"], "--proposed-only needs --base"),
        (["plan", "--base", ".before", "\(workspace.directory.path)/tokens"], "must be relative"),
        (["plan", "--base", ".before", "../tokens"], "without `..`"),
        (["apply", "plan.json", "--base", ".before"], "--base cannot be used with a saved plan"),
        (["apply", "plan.json", "--require-coverage"], "--require-coverage cannot be used with a saved plan"),
      ] {
        let run = try await workspace.end(of: workspace.start(arguments))
        #expect(run.code == 1 && run.errors.contains(word), "\(run)")
      }
    }
  }

  @Test func `what no file names is listed`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(2, 3)]) { workspace in
      let plan = try await workspace.tokenform("plan", "--coverage", "--format", "json")
      #expect(plan.code == 0, "\(plan)")
      #expect(try Document(plan.output).unmanaged?.map(\.id) == ["TKN-0000-0001", "TKN-0000-0004", "TKN-0000-0006"])
      #expect(try Document(plan.output).unmanaged?.map(\.name) == ["Pipeline", "Mirror", "Bridge"])
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `coverage that is required refuses plan and apply`() async throws {
    let all = ["a.yaml": Account.renaming(2, 3)]
    try await Workspace.open(files: all) { workspace in
      let plan = try await workspace.tokenform(
        "plan", "--require-coverage", "--detailed-exitcode", "--format", "json", "--out", "plan.json")
      #expect(plan.code == 3, "\(plan)")
      #expect(try Document(plan.output).diagnostics.map(\.severity) == ["error"])
      #expect(try Document(plan.output).unmanaged?.count == 3)
      for arguments in [["--require-coverage", "--auto-approve"], ["plan.json"]] {
        let apply = try await workspace.end(of: workspace.start(["apply"] + arguments))
        #expect(apply.code == 3 && (apply.output + apply.errors).contains("import --unmanaged"), "\(apply)")
      }
      try workspace.directory.write(
        Account.file("TKN-0000-0001: {}\nTKN-0000-0004: {}\nTKN-0000-0006: {}"), to: "tokens/b.yaml")
      #expect(try await workspace.tokenform("apply", "--require-coverage", "--auto-approve").code == 0)
      #expect(try await workspace.stop().writes.count == 2)
    }
  }
}
