import Foundation
import MarketplaceSandbox

/// A copy of the quickstart in a directory of its own, with a sandbox that holds its account, to run commands in.
final class Quickstart {
  private let directory: URL
  private let sandbox: RunningSandbox

  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "quickstart-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: MarkdownPage.root.appending(path: "examples/quickstart"), to: directory)
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
    let output = directory.appending(path: "stdout-\(UUID().uuidString)")
    let errors = directory.appending(path: "stderr-\(UUID().uuidString)")
    for file in [output, errors] { try Data().write(to: file) }

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["--kill-after=5", "60", "/bin/bash", "-euo", "pipefail", "-c", script]
    process.currentDirectoryURL = directory
    process.environment = [
      "PATH": "\(Self.programs):/usr/local/bin:/usr/bin:/bin",
      "MPT_API_BASE_URL": endpoint,
      "MPT_API_TOKEN": SandboxOptions().secret,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    return Outcome(
      exitCode: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// The directory with the programs that were built together with this test.
  private static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path
}
