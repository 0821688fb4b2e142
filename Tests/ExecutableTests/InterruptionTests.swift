import Glibc
import TestSupport
import Testing

@Suite("Runs that are cut off", .serialized)
struct InterruptionTests {
  @Test(arguments: ["text", "json"], [SIGINT, SIGTERM, SIGHUP])
  func `a plan is interrupted`(_ format: String, _ signal: Int32) async throws {
    let files = ["a.yaml": Account.renaming(2, 3)]
    try await Workspace.open("--fault hang-before@lists", files: files) { workspace in
      let process = try workspace.start(["plan", "--format", format])
      try await workspace.waitForRequests(1, "GET")
      process.signal(signal)
      let plan = try await workspace.end(of: process)
      #expect(plan.code == 130, "\(plan)")
      if format == "json" {
        let document = try Document(plan.output)
        #expect(document.codes == ["interrupted"] && !document.complete)
      } else {
        #expect(plan.errors.contains("interrupted"))
      }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `what is in flight is awaited and nothing new is started`(_ signal: Int32) async throws {
    try await Workspace.open(
      "--latency-ms 200", seed: Crowd.seed(400), files: ["a.yaml": Crowd.file(400)]
    ) { workspace in
      let process = try workspace.start(["apply", "--auto-approve", "--parallelism", "2", "--format", "json"])
      try await workspace.waitForRequests(2, "PUT")
      process.signal(signal)
      let apply = try await workspace.end(of: process)
      let document = try Document(apply.output)
      let remains = try await workspace.stop()
      #expect(apply.code == 130 && document.endedEarly == "interrupted")
      #expect(document.results?.count == 400, "every token is listed")
      #expect(document.ids("applied").count == remains.writes.count)
      #expect(document.ids("not_attempted").count == 400 - remains.writes.count)
      #expect(remains.writes.count < 400)
      let written = remains.tokens.values.filter { $0.name.hasPrefix("New") }.map(\.id).sorted()
      #expect(written == document.ids("applied"))
    }
  }

  @Test func `a write whose verification is in flight at a signal is listed as what it is`() async throws {
    let files = ["a.yaml": Account.renaming(2, 3)]
    try await Workspace.open("--minimal-put-answers --latency-ms 1500", files: files) { workspace in
      let process = try workspace.start(["apply", "--auto-approve", "--parallelism", "1", "--format", "json"])
      try await workspace.waitForRequests(1, "GET /public/v1/accounts/api-tokens/")
      process.signal(SIGTERM)
      let apply = try await workspace.end(of: process)
      let document = try Document(apply.output)
      #expect(apply.code == 130 && document.endedEarly == "interrupted")
      #expect(document.ids("applied") == ["TKN-0000-0002"] && document.ids("not_attempted") == ["TKN-0000-0003"])
    }
  }

  @Test func `a run under nohup outlives its terminal`() async throws {
    let files = ["a.yaml": Account.renaming(3)]
    try await Workspace.open("--fault hang-before@lists:first=1", files: files) { workspace in
      let process = try ChildProcess(
        "/bin/sh", ["-c", "trap '' HUP; exec \"$0\" plan --timeout 1 --retries 20", Programs.tokenform],
        environment: ["MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": workspace.baseURL],
        directory: workspace.directory.path)
      try await workspace.waitForRequests(1, "GET")
      process.signal(SIGHUP)
      #expect(try await workspace.end(of: process).code == 0)
    }
  }

  @Test func `a write whose answer never comes is listed as unknown`() async throws {
    let files = ["a.yaml": Account.renaming(2, 3)]
    try await Workspace.open("--fault hang-after@PUT", files: files) { workspace in
      let process = try workspace.start(["apply", "--auto-approve", "--parallelism", "1"])
      try await workspace.waitForRequests(1, "PUT")
      process.signal(SIGINT)
      let announced = await process.errors.value { $0.isAtEnd || $0.text.contains("No new updates are started") }
      #expect(announced?.isAtEnd == false, "it ended before it said that it waits: \(process.errors.value.text)")
      let remains = try await workspace.stop()
      let apply = try await workspace.end(of: process)
      #expect(apply.code == 130, "\(apply)")
      #expect(apply.output.contains("TKN-0000-0002") && apply.output.contains("TKN-0000-0003"))
      #expect(apply.output.contains("Not attempted: 1."))
      #expect(apply.output.contains("Unknown: 1."), "it took effect, and the run cannot know")
      #expect(apply.output.contains("reading the token to check the write failed"))
      #expect(!remains.writes.contains { $0.contains("TKN-0000-0003") })
    }
  }

  @Test func `a second signal ends the run at once`() async throws {
    let files = ["a.yaml": Account.renaming(3)]
    try await Workspace.open("--fault hang-before@PUT", files: files) { workspace in
      let process = try workspace.start(["apply", "--auto-approve"])
      try await workspace.waitForRequests(1, "PUT")
      process.signal(SIGINT)
      // A signal right after the first counts as its echo, so this continues until the process has ended.
      let insisting = Task {
        while !Task.isCancelled {
          process.signal(SIGTERM)
          await Task.yield()
        }
      }
      let code = try await workspace.end(of: process).code
      insisting.cancel()
      #expect(code == 130)
    }
  }

  @Test func `what a killed run left behind is in nobodys way`() async throws {
    let files = ["a.yaml": Account.renaming(3)]
    try await Workspace.open(files: files) { workspace in
      // In a container, the next run is likely to have the number of the last.
      let script = """
        for name in undo.plan.$$.tmp undo.plan.tmp; do echo cut >"$name"; done
        exec \(Programs.tokenform) apply --auto-approve --undo undo.plan
        """
      let process = try ChildProcess(
        "/bin/sh", ["-c", script],
        environment: ["MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": workspace.baseURL],
        directory: workspace.directory.path)
      let apply = try await workspace.end(of: process)
      #expect(apply.code == 0, "\(apply)")
      #expect(try await workspace.tokenform("apply", "undo.plan").code == 0)
      #expect(try await workspace.stop()[3]?.name == "Archive")
    }
  }

  @Test func `events are appended after a line that was cut off`() async throws {
    let files = ["a.yaml": Account.renaming(3), "./events": #"{"event":"req"#]
    try await Workspace.open(files: files) { workspace in
      #expect(try await workspace.tokenform("apply", "--auto-approve", "--events", "events").code == 0)
      #expect(try await workspace.tokenform("apply", "--auto-approve", "--events", "events").code == 0)
      let lines = try workspace.directory.read("events").split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == #"{"event":"req"#)
      #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix(#"{"at":"#) && $0.hasSuffix("}") }, "\(lines)")
    }
  }

  @Test func `a crash shows nothing of the memory`() async throws {
    try await Workspace.open("--fault hang-after@PUT:at=1", files: ["a.yaml": Account.renaming(3)]) { workspace in
      let process = try workspace.start(["apply", "--auto-approve"])
      try await workspace.waitForRequests(1, "PUT")
      process.signal(SIGSEGV)
      #expect(try await process.end() == -SIGSEGV)
      #expect(!process.errors.value.text.contains("rip") && !process.errors.value.text.contains("rax"))
    }
  }

  @Test func `a run that was cut off is finished by the next`() async throws {
    try await Workspace.open(
      "--fault hang-after@PUT:at=5", seed: Crowd.seed(20), files: ["a.yaml": Crowd.file(20)]
    ) { workspace in
      let process = try workspace.start(["apply", "--auto-approve", "--parallelism", "1"])
      try await workspace.waitForRequests(5, "PUT")
      process.signal(SIGKILL)
      _ = try await process.end()
      #expect(try await workspace.tokenform("apply", "--auto-approve").code == 0)
      let remains = try await workspace.stop()
      #expect(remains.writes.count == 20, "nothing is written twice")
      #expect(remains.tokens.values.allSatisfy { $0.name.hasPrefix("New") })
    }
  }
}
