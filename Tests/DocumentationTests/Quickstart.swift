import Foundation
import MarketplaceSandbox
import TestSupport

/// A copy of the quickstart, or of another example with a seed, in a directory of its own, with a sandbox that holds its account, to run commands in.
final class Quickstart {
  private let directory: URL
  private let sandbox: RunningSandbox

  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  init(example: String = "quickstart") throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "quickstart-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Repository.root.appending(path: "examples/\(example)"), to: directory)
    var options = SandboxOptions()
    options.source = .file(directory.appending(path: "seed.json").path)
    sandbox = try RunningSandbox.start(options)
  }

  deinit {
    try? sandbox.stop()
    try? FileManager.default.removeItem(at: directory)
  }

  var endpoint: String { sandbox.baseURL }

  func write(_ text: String, to name: String) throws {
    try text.write(to: directory.appending(path: name), atomically: false, encoding: .utf8)
  }

  /// Runs a script in the copy; it ends with the first command that fails.
  func run(_ script: String) async throws -> Outcome {
    let process = try ChildProcess(
      "/usr/bin/timeout", ["--kill-after=5", "600", "/bin/bash", "-euo", "pipefail", "-c", script],
      environment: [
        "PATH": "\(Self.programs):/usr/local/bin:/usr/bin:/bin",
        "MPT_API_BASE_URL": endpoint,
        "MPT_API_TOKEN": SandboxOptions().secret,
      ],
      directory: directory.path)
    let exitCode = try await process.end()
    return Outcome(exitCode: exitCode, output: process.output.value.text, errors: process.errors.value.text)
  }

  /// The directory with the programs that were built together with this test.
  private static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path
}
