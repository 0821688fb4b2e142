import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Files that a run writes", .serialized)
struct WrittenFileTests {
  private let files = ["a.yaml": Account.renaming(2, 3, 6)]

  @Test func `events are lines of JSON that describe the whole run`() async throws {
    let faults = "--fault status-503-before@PUT/TKN-0000-0002:first=1 --fault status-400-before@PUT/TKN-0000-0003"
    try await Workspace.open(faults, files: files) { workspace in
      try workspace.directory.write("{\"event\":\"from another run\"}\n", to: "events")
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--events", "events")
      #expect(apply.code == 4)
      let text = try workspace.directory.read("events")
      #expect(text.hasSuffix("\n") && !text.contains("CANARY"))
      let events = try text.split(separator: "\n").dropFirst().map { try decode(Event.self, from: String($0)) }
      #expect(events.allSatisfy { $0.at?.hasSuffix("Z") == true })
      #expect(events.first?.event == "request" && events.first?.method == "GET")
      #expect(events.filter { $0.event == "planned" }.map(\.update) == [3])
      let writes = events.filter { $0.method == "PUT" }
      #expect(writes.filter { $0.address == "TKN-0000-0002" }.map(\.status) == [503, 200])
      #expect(writes.filter { $0.address == "TKN-0000-0002" }.map(\.attempt) == [1, 2])
      #expect(writes.filter { $0.address == "TKN-0000-0003" }.map(\.status) == [400])
      #expect(
        events.filter { $0.event == "applied" }.compactMap(\.address).sorted() == ["TKN-0000-0002", "TKN-0000-0006"])
      #expect(events.filter { $0.event == "failed" }.map(\.address) == ["TKN-0000-0003"])
      #expect(events.last?.event == "finished" && events.last?.applied == 2 && events.last?.failed == 1)
      #expect(events.last?.exit_code == 4 && events.last?.not_written == nil)
      let planned = try #require(events.firstIndex { $0.event == "planned" })
      #expect(events[..<planned].allSatisfy { $0.method == "GET" }, "it precedes the first write")
      #expect(try await workspace.stop().requests.count == events.count { $0.event == "request" })
    }
  }

  /// A run that writes nothing, and what its events say of it.
  struct Unwritten: CustomTestStringConvertible {
    var file = Account.renaming(2, 3)
    var options = ["--auto-approve"]
    var environment: [String: String?] = [:]
    let code: Int
    /// Nil if no plan is made.
    let update: Int?
    let reasons: [String]

    var testDescription: String { reasons.joined(separator: ", ") }
  }

  static let unwritten = [
    Unwritten(
      options: ["--auto-approve", "--max-changes", "1"], code: 3, update: 2, reasons: ["too-many-changes"]),
    Unwritten(
      file: Account.file("TKN-0000-0003: {name: New}\nTKN-0000-0007: {name: New}"), code: 1, update: 1,
      reasons: ["token-missing"]),
    Unwritten(file: Account.file("TKN-0000-0003: {name: Archive}"), code: 0, update: 0, reasons: ["no-changes"]),
    Unwritten(options: ["--dry-run"], code: 0, update: 2, reasons: ["dry-run"]),
    Unwritten(
      options: ["--approve", String(repeating: "0", count: 64)], code: 3, update: 2, reasons: ["other-fingerprint"]),
    Unwritten(
      options: ["--auto-approve", "--undo", "no/such/directory"], code: 1, update: 2, reasons: ["unwritable-file"]),
    Unwritten(options: [], code: 1, update: nil, reasons: ["not-approved"]),
    Unwritten(file: "account: ACC-1000-0001\ntokens: 1", code: 1, update: nil, reasons: ["wrong-type"]),
    Unwritten(environment: ["MPT_API_TOKEN": nil], code: 1, update: nil, reasons: ["no-credential"]),
  ]

  @Test(arguments: unwritten)
  func `events say why nothing was written`(_ example: Unwritten) async throws {
    try await Workspace.open(files: ["a.yaml": example.file]) { workspace in
      let apply = try await workspace.end(
        of: workspace.start(["apply", "--events", "events"] + example.options, environment: example.environment))
      #expect(apply.code == example.code, "\(apply)")
      let events = try events(of: workspace)
      #expect(events.filter { $0.event == "planned" }.map(\.update) == (example.update.map { [$0] } ?? []))
      #expect(events.count { $0.event == "finished" } == 1 && events.last?.event == "finished")
      #expect(events.last?.exit_code == example.code && events.last?.applied == 0)
      #expect(events.last?.not_written == example.reasons)
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `events contain only requests that were sent`() async throws {
    let tokens = (1...2_000).map { number in
      let digits = String(10_000_000 + number)
      return "  TKN-\(digits.prefix(4))-\(digits.suffix(4)): {name: New}\n"
    }
    try await Workspace.open("--latency-ms 50", files: ["a.yaml": "tokens:\n" + tokens.joined()]) { workspace in
      let environment = ["MPT_API_TOKEN": "idt:TKN-0000-0001:wrong", "MPT_API_BASE_URL": workspace.baseURL]
      let run = try await workspace.end(
        of: workspace.start(["apply", "--auto-approve", "--events", "events"], environment: environment))
      #expect(run.code == 1 && run.errors.contains("[unauthorized]"), "\(run.errors)")
      let recorded = try events(of: workspace).count { $0.event == "request" }
      // What was sent may still wait to be read by the sandbox.
      try await workspace.waitForRequests(recorded, "GET")
      #expect(try await workspace.stop().requests.count == recorded)
    }
  }

  @Test func `events of a run that is interrupted before it writes say so`() async throws {
    try await Workspace.open("--fault hang-before@lists", files: files) { workspace in
      let process = try workspace.start(["apply", "--auto-approve", "--events", "events"])
      try await workspace.waitForRequests(1, "GET")
      process.signal(SIGTERM)
      #expect(try await workspace.end(of: process).code == 130)
      let events = try events(of: workspace)
      #expect(!events.contains { $0.event == "planned" })
      #expect(events.last?.event == "finished" && events.last?.exit_code == 130)
      #expect(events.last?.not_written == ["interrupted"])
    }
  }

  private func events(of workspace: Workspace) throws -> [Event] {
    try workspace.directory.read("events").split(separator: "\n").map { try decode(Event.self, from: String($0)) }
  }

  @Test func `a plan that cannot be saved says so before its summary and in its document`() async throws {
    try await Workspace.open(files: files) { workspace in
      let json = try await workspace.tokenform("plan", "--out", "no/such/directory", "--format", "json")
      let document = try Document(json.output)
      #expect(json.code == 1 && document.codes == ["unwritable-file"] && document.resourceChanges.count == 3)
      let script = "exec \(Programs.tokenform) plan --detailed-exitcode --out no/such/directory 2>&1"
      let process = try ChildProcess(
        "/bin/sh", ["-c", script],
        environment: ["MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": workspace.baseURL],
        directory: workspace.directory.path)
      let plan = try await workspace.end(of: process)
      let fault = try #require(plan.output.firstRange(of: "unwritable-file"))
      let summary = try #require(plan.output.firstRange(of: "Plan: 3 to update"))
      #expect(plan.code == 1 && fault.lowerBound < summary.lowerBound, "\(plan)")
    }
  }

  @Test func `an output file that cannot be written leaves the platform unchanged`() async throws {
    try await Workspace.open(files: files) { workspace in
      let pipe = try workspace.directory.makePipe("pipe")
      try workspace.directory.write("kept", to: "regular")
      #expect(symlink("regular", "\(workspace.directory.path)/link") == 0)
      for arguments in [
        ["--undo", "no/such/directory"], ["--undo", "tokens"], ["--undo", "link"], ["--undo", pipe], ["--undo", ""],
        ["--events", "no/such/directory"], ["--events", "tokens"], ["--events", pipe], ["--events", "/dev/full"],
      ] {
        let apply = try await workspace.end(of: workspace.start(["apply", "--auto-approve"] + arguments))
        #expect(apply.code == 1 && apply.errors.contains("unwritable-file"), "\(arguments): \(apply)")
        #expect(apply.errors.split(separator: "[unwritable-file]").count == 2, "it is said once: \(apply)")
      }
      for path in ["no/such/directory", "tokens", "link", pipe] {
        let plan = try await workspace.tokenform("plan", "--out", path)
        #expect(plan.code == 1 && plan.errors.contains("unwritable-file"), "\(path): \(plan)")
      }
      #expect(try workspace.directory.read("regular") == "kept")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test(arguments: [
    ["import", "--out", "all.yaml", "--force"], ["plan", "all.yaml", "--out", "plan.json"],
    ["apply", "all.yaml", "--auto-approve", "--undo", "undo.json"],
  ])
  func `a file that does not reach the disk is not written, and the one before it stays`(_ arguments: [String])
    async throws
  {
    let failing = ["-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO"]
    guard access("/usr/bin/strace", X_OK) == 0,
      try await ChildProcess("/usr/bin/strace", failing + ["/usr/bin/true"]).end() == 0
    else {
      try Test.cancel("there is no strace, or this system does not let it trace")
    }
    let file = Account.renaming(3)
    try await Workspace.open(files: ["./all.yaml": file]) { workspace in
      let process = try ChildProcess(
        "/usr/bin/strace", failing + [Programs.tokenform] + arguments,
        environment: ["MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": workspace.baseURL],
        directory: workspace.directory.path)
      let run = try await workspace.end(of: process)
      #expect(run.code == 1 && run.errors.contains("unwritable-file"), "\(run)")
      #expect(try workspace.directory.read("all.yaml") == file)
      let names = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
      #expect(names.filter { !$0.hasPrefix(".") } == ["all.yaml"])
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a plan takes the place of an older one and leaves nothing else`() async throws {
    try await Workspace.open(files: files) { workspace in
      try workspace.directory.write("older", to: "out/plan.json")
      #expect(try await workspace.tokenform("plan", "--out", "out/plan.json").code == 0)
      #expect(try workspace.directory.read("out/plan.json").hasPrefix("{"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path + "/out") == ["plan.json"])
    }
  }

  @Test func `the undo plan of an earlier run is not replaced`() async throws {
    try await Workspace.open(files: files) { workspace in
      try workspace.directory.write("an undo plan", to: "undo.json")
      let run = try await workspace.tokenform("apply", "--auto-approve", "--undo", "undo.json")
      #expect(run.code == 1 && run.errors.contains("the undo plan of an earlier run"), "\(run)")
      #expect(try workspace.directory.read("undo.json") == "an undo plan")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `no plan takes the name of AYAML file or of another file of the run`() async throws {
    try await Workspace.open(files: files) { workspace in
      for arguments in [
        ["plan", "--out", "tokens/a.yaml"], ["apply", "--auto-approve", "--undo", "tokens/a.yml"],
        ["apply", "plan.json", "--undo", "plan.json"],
        ["apply", "--auto-approve", "--undo", "same", "--events", "same"],
      ] {
        let run = try await workspace.end(of: workspace.start(arguments))
        #expect(
          run.code == 1 && (run.errors.contains("takes a file") || run.errors.contains("needs a separate file")),
          "\(run)")
      }
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }
}

/// A line of `--events`, as far as these tests look at it.
private struct Event: Decodable {
  let at: String?
  let event: String
  let address: String?
  let method: String?
  let status: Int?
  let attempt: Int?
  let update: Int?
  let applied: Int?
  let failed: Int?
  let exit_code: Int?
  let not_written: [String]?
}
