import FoundationEssentials
import MarketplaceSandbox
import TestSupport
import Testing

@testable import TokenformCLI

@Suite("Asking before writing")
struct ApprovalTests {
  private let tokens = "account: ACC-5563-4382\ntokens:\n  TKN-3289-0981: {name: New}\n"

  /// Runs an apply against a sandbox; returns how many PUTs it received.
  private func apply(_ world: TestWorld, _ arguments: String...) async throws -> (ExitCode, writes: Int) {
    let sandbox = try RunningSandbox.start(SandboxOptions())
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write(tokens, to: "a.yaml")
    var world = world
    world.environment = ["MPT_API_TOKEN": "idt:TKN-0000-0001:sandbox", "MPT_API_BASE_URL": sandbox.baseURL]
    let code = await Tokenform.run(in: world.world(["apply", file, "--quiet"] + arguments))
    let writes = sandbox.requests.count { $0.method == "PUT" }
    try sandbox.stop()
    #expect(!(world.output.text + world.errors.text).contains(":sandbox"))
    return (code, writes)
  }

  @Test func withoutATerminalItIsRefusedAndNothingIsRead() async throws {
    let world = TestWorld(answer: "yes")
    #expect(try await apply(world) == (.failed, 0))
    #expect(world.errors.text.contains("--auto-approve") && world.output.text.isEmpty)
  }

  @Test func withAutoApproveNobodyIsAsked() async throws {
    let world = TestWorld()
    #expect(try await apply(world, "--auto-approve") == (.done, 1))
    #expect(!world.errors.text.contains("yes"))
  }

  @Test func aDryRunAsksNobodyAndWritesNothing() async throws {
    let world = TestWorld()
    #expect(try await apply(world, "--dry-run") == (.done, 0))
    #expect(world.output.text.contains(#"{"name":"New"}"#))
  }

  @Test func aDryRunStaysDryWithAutoApprove() async throws {
    #expect(try await apply(TestWorld(), "--dry-run", "--auto-approve") == (.done, 0))
  }

  @Test(arguments: [nil, "", "y", "YES", " yes", "yes ", "no"])
  func nothingButYesWrites(_ answer: String?) async throws {
    let world = TestWorld(canAsk: true, answer: answer)
    #expect(try await apply(world) == (.failed, 0))
    #expect(world.errors.text.contains("1 token? Only `yes` will do: "))
    #expect(world.errors.text.contains("nothing was written"))
  }

  @Test func yesWrites() async throws {
    let world = TestWorld(canAsk: true, answer: "yes")
    #expect(try await apply(world) == (.done, 1))
    #expect(world.output.text.contains("Applied: 1."))
  }

  @Test func whereThereIsNothingToChangeNobodyIsAsked() async throws {
    let world = TestWorld(canAsk: true, answer: "yes")
    #expect(try await apply(world, "--exclude", "TKN-3289-0981") == (.done, 0))
    #expect(!world.errors.text.contains("Only `yes`"))
  }
}

@Suite("Progress")
struct ProgressTests {
  @Test func aBarFillsUp() {
    #expect(
      ProgressMeter.bar("Reading", 0, of: 10).hasSuffix("Reading \(String(repeating: "░", count: 30)) 0 of 10 tokens"))
    #expect(ProgressMeter.bar("Reading", 5, of: 10).contains(String(repeating: "█", count: 15) + "░"))
    #expect(ProgressMeter.bar("Reading", 10, of: 10).contains(String(repeating: "█", count: 30) + " 10"))
    #expect(ProgressMeter.bar("Reading", 0, of: 0).contains(String(repeating: "█", count: 30)))
  }

  @Test func shortStepsAreNotWorthALine() {
    let sink = CapturingSink()
    let meter = ProgressMeter("Reading", total: 10, on: sink)
    meter.advance(by: 10)
    meter.finish()
    #expect(sink.text.isEmpty)
  }

  @Test func nothingIsShownWhereNobodyWantsIt() {
    let meter = ProgressMeter("Reading", total: 1, on: nil)
    meter.advance()
    meter.finish()
  }
}
