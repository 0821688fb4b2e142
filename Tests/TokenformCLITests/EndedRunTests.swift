import Glibc
import PlanDocument
import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

/// Runs the body in a task that is cancelled already.
private func cancelled<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
  await Task {
    withUnsafeCurrentTask { $0?.cancel() }
    return await body()
  }.value
}

/// Reads so many bytes from a pipe: what still writes must not meet a closed one.
func drain(_ reader: Int32, _ count: Int) async {
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  var rest = count
  while rest > 0 {
    rest -= max(0, read(reader, &chunk, chunk.count))
    await Task.yield()
  }
}

@Suite("A signal or the deadline ends a run")
struct EndedRunTests {
  @Test func `that waits for a reader of its output who has stopped`() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (reader, writer) = (ends[0], ends[1])
    defer { for end in [reader, writer] { close(end) } }
    let sink = FileDescriptorSink(writer, patience: .milliseconds(1))
    sink.post([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
    #expect(await cancelled { await sink.flush() } == .unread)
    #expect(await sink.flush() == .unread, "it is not waited for again")
    await drain(reader, 1 << 20)
  }

  @Test(arguments: ["validate", "plan", "apply"])
  func `that loads files`(command: String) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write("tokens: {TKN-0000-0001: {name: A}}", to: "a.yaml")
    let world = TestWorld(environment: ["MPT_API_TOKEN": "idt:TKN-0000-0001:sandbox"])
    let code = await cancelled { await world.run(command, file) }
    #expect(code == .interrupted || code == .failed)
    #expect(world.errors.text.contains("[interrupted]") && !world.output.text.contains("no faults"))
  }

  @Test func `that has read tokens to import`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = directory.path + "/all.yaml"
    let world = TestWorld(environment: ["MPT_API_TOKEN": "idt:TKN-0000-0001:sandbox"])
    let command = try #require(try ImportCommand.parse(["--out", file]))
    let context = await RunContext.connect(
      in: world.world([]), command.connection, console: command.console, deadline: Deadline())
    let run = ImportRun(command: command, context: context)
    let found = FoundTokens(tokens: [LiveToken(id: "TKN-0000-0001")])
    #expect(await cancelled { await run.write(found) } == .interrupted)
    #expect(world.errors.text.contains("[interrupted]") && world.output.text.isEmpty)
    #expect(throws: (any Error).self) { try directory.read("all.yaml") }
    #expect(await run.write(found) == .done)
    #expect(try directory.read("all.yaml").contains("TKN-0000-0001"))
  }

  @Test func `that prints a plan, but no report and no error`() async {
    let plan = Plan(
      endpoint: "https://platform.example",
      changes: [
        TokenChange(
          id: "TKN-0000-0001", position: 3,
          texts: [TextChange(field: .name, before: "A", after: "B", position: 4)])
      ])
    var faulty = plan
    faulty.diagnostics = [Diagnostic(.error, .interrupted, "interrupted")]
    let report = ApplyReport(results: [TokenResult(id: "TKN-0000-0001", outcome: .applied, attempts: 1)])
    for (subject, isPrinted) in [
      (RenderedSubject.plan(plan), false), (.plan(faulty), true), (.planToApply(plan), true),
      (.report(report, of: plan), true),
    ] {
      let world = TestWorld()
      let console = Console(
        world.world([]), format: .text, mask: SecretMask(), noColor: true, annotates: false)
      await cancelled { await console.show(subject) }
      #expect((await world.output.flush() == nil) == isPrinted)
      #expect(!isPrinted || world.output.text.contains("TKN-0000-0001"), "\(world.output.text)")
    }
  }
}
