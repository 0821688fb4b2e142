import Glibc
import TestSupport
import Testing

/// Runs the program as another user, whom the system's limits hold; root is above them.
@Suite(
  "A system that gives too little", .serialized,
  .enabled(if: geteuid() == 0, "limits are set for another user, which only root can become"))
struct SystemLimitTests {
  private static let commands = [["--version"], ["validate"], ["plan", "-q"], ["apply", "--auto-approve"]]

  private func run(_ words: [String]) async throws -> (code: Int32, output: String, errors: String) {
    let process = try ChildProcess(
      words[0], Array(words.dropFirst()),
      environment: ["MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": "http://127.0.0.1:9"], directory: "/")
    let code = try await process.end()
    return (code, process.output.value.text, process.errors.value.text)
  }

  /// A user id of their own keeps runs from counting each other's threads. Skips the test if that user may not run the
  /// program.
  private func limited(_ user: Int, _ limit: String, _ arguments: [String]) async throws -> [String] {
    let become = ["/usr/bin/setpriv", "--reuid", "\(user)", "--clear-groups"]
    guard try await run(become + ["test", "-x", Programs.tokenform]).code == 0 else {
      try Test.cancel("another user may not run \(Programs.tokenform), or there is no setpriv")
    }
    return become + ["prlimit", limit, Programs.tokenform] + arguments
  }

  @Test(arguments: [2, 4, 6])
  func `too few threads are an error, whatever the command`(threads: Int) async throws {
    for (index, command) in Self.commands.enumerated() {
      let words = try await limited(61_000 + 10 * threads + index, "--nproc=\(threads)", command)
      let run = try await run(words)
      #expect(run.code == 1 && run.errors.contains("too few threads [transport]"), "\(command) \(run)")
    }
  }

  @Test(arguments: [5, 10, 20])
  func `too few open files are an error, whatever the command`(files: Int) async throws {
    for command in Self.commands {
      let words = try await limited(61_100, "--nofile=\(files)", command)
      let run = try await run(words)
      #expect(run.code == 1 && run.errors.contains("too few open files [transport]"), "\(command) \(run)")
    }
  }

  @Test func `a system without proc is an error, whatever the command`() async throws {
    let isolated = ["/usr/bin/unshare", "-m", "sh", "-c", "mount -t tmpfs none /proc && exec \"$0\" \"$@\""]
    guard try await run(isolated + ["true"]).code == 0 else {
      try Test.cancel("this system lets nothing be mounted over /proc")
    }
    for command in Self.commands {
      let run = try await run(isolated + [Programs.tokenform] + command)
      #expect(run.code == 1 && run.errors.contains("/proc cannot be read"), "\(command) \(run)")
    }
  }
}
