import FoundationEssentials
import MarketplaceSandbox
import TestSupport
import Testing

@testable import TokenformCLI

@Suite("Asking before writing")
struct ApprovalTests {
  private let tokens = "account: ACC-5563-4382\ntokens:\n  TKN-3289-0981: {name: New}\n"

  /// Runs an apply against a sandbox; returns how many PUTs it received.
  private func apply(
    _ world: TestWorld, tokens: String? = nil, _ arguments: String...
  ) async throws -> (ExitCode, writes: Int) {
    let sandbox = try RunningSandbox.start(SandboxOptions())
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write(tokens ?? self.tokens, to: "a.yaml")
    var world = world
    world.environment = ["MPT_API_TOKEN": "idt:TKN-0000-0001:sandbox", "MPT_API_BASE_URL": sandbox.baseURL]
    let code = await Tokenform.run(in: world.world(["apply", file, "--quiet"] + arguments))
    let writes = sandbox.requests.count { $0.method == "PUT" }
    try sandbox.stop()
    #expect(!(world.output.text + world.errors.text).contains(":sandbox"))
    return (code, writes)
  }

  @Test func `without a terminal it is refused and nothing is read`() async throws {
    let world = TestWorld(answer: "yes")
    #expect(try await apply(world) == (.failed, 0))
    #expect(world.errors.text.contains("--auto-approve") && world.output.text.isEmpty)
  }

  @Test func `apply does not ask with --auto-approve`() async throws {
    let world = TestWorld()
    #expect(try await apply(world, "--auto-approve") == (.done, 1))
    #expect(!world.errors.text.contains("yes"))
  }

  @Test func `a dry run does not ask and writes nothing`() async throws {
    let world = TestWorld()
    #expect(try await apply(world, "--dry-run") == (.done, 0))
    #expect(world.output.text.contains(#"{"name":"New"}"#))
  }

  @Test(arguments: [WriteFault.failed("No space left on device"), .closed])
  func `a dry run whose output is lost has failed and says so`(_ fault: WriteFault) async throws {
    let world = TestWorld(output: CapturingSink(fault: fault))
    #expect(try await apply(world, "--dry-run") == (.failed, 0))
    #expect(world.errors.text.contains(fault.sentence))
    let refused = TestWorld(output: CapturingSink(fault: fault))
    #expect(try await apply(refused, "--auto-approve", "--max-changes", "0") == (.failed, 0))
    #expect(refused.errors.text.contains(fault.sentence))
  }

  @Test func `an apply that wrote keeps its exit code if its output is lost, and reports on standard error`()
    async throws
  {
    let world = TestWorld(output: CapturingSink(fault: .failed("No space left on device")))
    #expect(try await apply(world, "--auto-approve") == (.done, 1))
    #expect(world.errors.text.contains("No space left on device"))
    #expect(world.errors.text.hasSuffix("Applied: 1.\n"))
  }

  @Test func `what was typed before the question does not answer it`() async throws {
    let world = TestWorld(canAsk: true, answer: "yes", typedBefore: true)
    #expect(try await apply(world) == (.failed, 0))
  }

  @Test func `a dry run stays dry with auto approve`() async throws {
    #expect(try await apply(TestWorld(), "--dry-run", "--auto-approve") == (.done, 0))
  }

  @Test(arguments: [nil, "", "y", "YES", " yes", "yes ", "no"])
  func `nothing but yes writes`(_ answer: String?) async throws {
    let world = TestWorld(canAsk: true, answer: answer)
    #expect(try await apply(world) == (.failed, 0))
    #expect(world.errors.text.contains("1 token? Only `yes` is accepted: "))
    #expect(world.errors.text.contains("nothing was written"))
  }

  @Test func `yes writes`() async throws {
    let world = TestWorld(canAsk: true, answer: "yes")
    #expect(try await apply(world) == (.done, 1))
    #expect(world.output.text.contains("Applied: 1."))
  }

  @Test func `apply does not ask if there is nothing to change`() async throws {
    let world = TestWorld(canAsk: true, answer: "yes")
    #expect(try await apply(world, tokens: "tokens:\n  TKN-3289-0981: {protected: true}\n") == (.done, 0))
    #expect(!world.errors.text.contains("Only `yes`"))
  }
}

@Suite("Progress")
struct ProgressTests {
  @Test func `a bar fills up`() {
    #expect(
      ProgressMeter.bar("Reading", 0, of: 10).contains("Reading \(String(repeating: "░", count: 30)) 0 of 10 tokens"))
    // Without wrapping, and with it again afterwards: a line on a narrow terminal stays one line.
    #expect(ProgressMeter.bar("Reading", 0, of: 10).hasSuffix(" tokens\u{1B}[?7h"))
    #expect(ProgressMeter.bar("Reading", 5, of: 10).contains(String(repeating: "█", count: 15) + "░"))
    #expect(ProgressMeter.bar("Reading", 10, of: 10).contains(String(repeating: "█", count: 30) + " 10"))
    #expect(ProgressMeter.bar("Reading", 0, of: 0).contains(String(repeating: "█", count: 30)))
  }

  @Test func `short steps are not worth a line`() {
    let sink = CapturingSink()
    let meter = ProgressMeter("Reading", total: 10, on: sink)
    meter.advance(by: 10)
    meter.finish()
    #expect(sink.text.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a terminal that knows no escape sequences gets none`(_ isDumb: Bool) {
    let sink = CapturingSink(isTerminal: true)
    let meter = ProgressMeter("Reading", total: 10, on: sink, isDumb: isDumb, interval: .zero)
    meter.advance(by: 10)
    meter.finish()
    #expect(sink.text.contains("10 of 10 tokens"))
    #expect(sink.text.contains("\u{1B}") == !isDumb)
  }

  @Test func `nothing is shown if it is not requested`() {
    let meter = ProgressMeter("Reading", total: 1, on: nil)
    meter.advance()
    meter.finish()
  }
}
