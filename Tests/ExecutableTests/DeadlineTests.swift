import Dispatch
import Glibc
import TestSupport
import Testing

@Suite("A run that takes too long", .serialized)
struct DeadlineTests {
  private let files = ["a.yaml": Account.renaming(2, 3)]

  @Test func `a plan that is not read in time is an error`() async throws {
    try await Workspace.open("--fault throttle@reads", "--retry-after 100", files: files) { workspace in
      for arguments in [["plan"], ["apply", "--auto-approve"]] {
        let run = try await workspace.end(of: workspace.start(arguments + ["--deadline", "1"]))
        #expect(run.code == 1 && run.errors.contains("deadline-passed"), "\(run)")
      }
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `an apply that is not done in time says what is left`() async throws {
    try await Workspace.open("--fault throttle@PUT/TKN-0000-0003", "--retry-after 100", files: files) { workspace in
      let apply = try await workspace.tokenform(
        "apply", "--auto-approve", "--deadline", "60", "--format", "json", "--parallelism", "1")
      let document = try Document(apply.output)
      #expect(apply.code == 4 && document.endedEarly == "deadline", "\(apply)")
      #expect(document.ids("applied") == ["TKN-0000-0002"])
      #expect(document.ids("failed") == ["TKN-0000-0003"])
      let said = apply.output + apply.errors
      for word in ["interrupt", "signal"] { #expect(!said.contains(word), "it was the deadline") }
    }
  }

  @Test func `one signal ends a run that waits for its credential or its plan`() async throws {
    try await Workspace.open(files: files) { workspace in
      let pipe = try workspace.directory.makePipe("pipe")
      for arguments in [["plan", "--token-file", pipe], ["apply", pipe]] {
        let process = try workspace.start(arguments, environment: ["MPT_API_TOKEN": arguments[0] == "plan" ? nil : "x"])
        let writer = await runBlocking { open(pipe, O_WRONLY | O_CLOEXEC) }
        defer { close(writer) }
        process.signal(SIGTERM)
        let run = try await workspace.end(of: process)
        #expect(run.code == 130 && run.errors.contains("interrupted"), "\(run)")
      }
    }
  }

  /// Opening a pipe to write waits until it is opened to read.
  private func runBlocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }
}
