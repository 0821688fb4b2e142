import Locking
import TestSupport
import Testing

@testable import TokenformCLI

/// A stream that keeps what it is given.
final class CapturingSink: TextSink {
  let isTerminal: Bool
  let columns: Int? = nil
  private let fault: WriteFault?
  private let kept = Locked("")
  private let lost = Locked<WriteFault?>(nil)

  init(isTerminal: Bool = false, fault: WriteFault? = nil) {
    self.isTerminal = isTerminal
    self.fault = fault
  }

  var text: String { kept.withLock { $0 } }

  func post(_ bytes: [UInt8]) { kept.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }

  func flush() async -> WriteFault? { fault ?? lost.withLock { $0 } }

  func abandon(because reason: WriteFault) { lost.withLock { $0 = reason } }
}

/// A world without files but for those that a test puts there.
struct TestWorld {
  var environment: [String: String] = [:]
  /// What `--token-file` can read.
  var files: [String: String] = [:]
  var canAsk = false
  var answer: String?
  /// Whether the answer was typed before anything was asked.
  var typedBefore = false
  var now = "2026-11-25T08:00:00.000Z"
  var output = CapturingSink()
  var errors = CapturingSink()

  func world(_ arguments: [String]) -> World {
    let answers = Locked(answer)
    return World(
      arguments: arguments, environment: environment, standardOutput: output, standardError: errors, canAsk: canAsk,
      readLine: { answers.withLock { $0 } },
      dropTyped: { [typedBefore] in if typedBefore { answers.withLock { $0 = nil } } },
      readFile: { [files] path, limit throws(World.ReadFault) in
        guard let text = files[path] else { throw World.ReadFault(reason: "No such file or directory") }
        guard text.utf8.count <= limit else { throw World.ReadFault(reason: "it has more than \(limit) bytes") }
        return Array(text.utf8)
      },
      now: { [now] in now })
  }

  func run(_ arguments: String...) async -> ExitCode {
    await Tokenform.run(in: world(arguments))
  }

  /// The connection that this command line and the environment ask for.
  func connection(_ arguments: String...) throws -> ConnectionSettings {
    let plan = try #require(try PlanCommand.parse(arguments))
    return ConnectionSettings.find(plan.planning.connection, in: world([]))
  }
}
