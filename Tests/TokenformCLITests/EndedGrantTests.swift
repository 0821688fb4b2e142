import FoundationEssentials
import MarketplaceSandbox
import TestSupport
import Testing

@testable import TokenformCLI

@Suite("A saved plan, applied on another day")
struct EndedGrantTests {
  private let files = """
    account: ACC-5563-4382
    tokens:
      TKN-3289-0981:
        modules:
          - MOD-6308
          - {id: MOD-0001, until: 2026-11-25}
    """

  /// Saves a plan on 2026-11-25, applies it on another day, and takes it back on the day after that.
  private func apply(on day: String) async throws -> (code: ExitCode, errors: String, undone: ExitCode?, writes: Int) {
    let sandbox = try RunningSandbox.start(SandboxOptions())
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let environment = ["MPT_API_TOKEN": "idt:TKN-0000-0001:sandbox", "MPT_API_BASE_URL": sandbox.baseURL]
    let (path, saved, undo) = (
      try directory.write(files, to: "a.yaml"), directory.path + "/saved", directory.path + "/undo"
    )
    let planning = TestWorld(environment: environment)
    #expect(await planning.run("plan", path, "--out", saved, "--quiet") == .done, "\(planning.errors.text)")

    var world = TestWorld(environment: environment, files: ["saved": try directory.read("saved")])
    world.now = "\(day)T00:00:00.000Z"
    let code = await world.run("apply", "saved", "--undo", undo, "--quiet")
    var undone: ExitCode?
    if code == .done {
      var later = TestWorld(environment: environment, files: ["undo": try directory.read("undo")])
      later.now = "2027-11-25T08:00:00.000Z"
      undone = await later.run("apply", "undo", "--quiet")
    }
    let writes = sandbox.requests.count { $0.method == "PUT" }
    try sandbox.stop()
    return (code, world.errors.text, undone, writes)
  }

  @Test func `is written on the last day of what it grants, and can be taken back after it`() async throws {
    let run = try await apply(on: "2026-11-25")
    #expect(run == (.done, run.errors, .done, 2))
  }

  @Test func `writes nothing once a grant of it has ended`() async throws {
    let run = try await apply(on: "2026-11-26")
    #expect(run == (.refused, run.errors, nil, 0))
    #expect(run.errors.contains("the grant of MOD-0001 to TKN-3289-0981 ended on 2026-11-25"), "\(run.errors)")
  }
}
