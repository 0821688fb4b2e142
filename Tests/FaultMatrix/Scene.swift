import FoundationEssentials
import Glibc
import MarketplaceSandbox
import TestSupport

/// A sandbox that serves an account over a socket, a folder with its files, and `tokenform` to run on both.
final class Scene {
  let account: SampleAccount
  let directory: TemporaryDirectory
  private(set) var sandbox: RunningSandbox
  /// Lines of the sandbox's log, as they are written.
  let log = Watched(ChildProcess.Received())
  /// How `tokenform` reaches the sandbox; nil is straight over loopback.
  var route: Route?

  struct Route {
    let baseURL: String
    /// Put before the command.
    let launcher: [String]
    let environment: [String: String]
  }

  /// - Parameter options: As on the sandbox's command line.
  init(_ account: SampleAccount, options: [String]) throws {
    self.account = account
    directory = try TemporaryDirectory()
    try directory.write(account.file, to: "tokens/all.yaml")
    let pipe = try directory.makePipe("log")
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    var setup = try SandboxOptions(arguments: options)
    setup.source = .json(account.seed)
    setup.logFile = pipe
    sandbox = try RunningSandbox.start(setup)
    _ = fcntl(reader, F_SETFL, 0)
    ChildProcess.read(reader, into: log)
  }

  deinit {
    try? sandbox.stop()
    directory.remove()
  }

  /// The same account as it is now, on a platform at its best.
  func recover() throws {
    var options = SandboxOptions()
    options.source = .json(sandbox.state)
    try sandbox.stop()
    sandbox = try RunningSandbox.start(options)
  }

  func truth() throws -> PlatformTruth { try PlatformTruth(sandbox.state) }

  var writes: Int { sandbox.requests.count { $0.method == "PUT" } }

  func start(_ arguments: [String]) throws -> ChildProcess {
    let command = (route?.launcher ?? []) + [Self.tokenform] + arguments
    let own = ["MPT_API_TOKEN": SampleAccount.credential, "MPT_API_BASE_URL": route?.baseURL ?? sandbox.baseURL]
    return try ChildProcess(
      command[0], Array(command.dropFirst()), environment: own.merging(route?.environment ?? [:]) { $1 },
      directory: directory.path)
  }

  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  func run(_ arguments: String...) async throws -> Run { try await run(arguments) }

  func run(_ arguments: [String]) async throws -> Run {
    let process = try start(arguments)
    return Run(code: try await process.end(), output: process.output.value.text, errors: process.errors.value.text)
  }

  /// Whether another apply ends well, and leaves what was asked and nothing to change.
  func converges() async throws -> Bool {
    let apply = try await run("apply", "--auto-approve", "--quiet")
    let plan = try await run("plan", "--detailed-exitcode", "--quiet")
    return try apply.code == 0 && plan.code == 0 && truth().holdsDesired(account)
  }

  /// The program, which is in the directory of this one.
  private static let tokenform = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/tokenform"
}
