import CLinux
import Dispatch
import Glibc
import Locking

extension World {
  /// The process's own surroundings.
  package static func live() -> World {
    var environment: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { environment[String(pair[0])] = String(pair[1]) }
      entry += 1
    }
    return World(
      arguments: Array(CommandLine.arguments.dropFirst()), environment: environment,
      standardOutput: FileDescriptorSink(STDOUT_FILENO), standardError: FileDescriptorSink(STDERR_FILENO),
      canAsk: isatty(STDIN_FILENO) == 1, readLine: { Swift.readLine() }, readFile: FileReading.read)
  }
}

/// Makes the process fit to hold a credential, and turns signals into a cancelled task.
package enum Process {
  /// No core dumps, no reading of its memory by others, no death by a closed pipe, no socket in the place of a stream.
  package static func harden() {
    holdClosedStreams()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = tokenform_forbid_dumps()
    signal(SIGPIPE, SIG_IGN)
  }

  /// Takes the place of a stream that the caller closed, so that no file or connection of ours gets its number. Its use
  /// still fails.
  private static func holdClosedStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Runs the program; SIGINT or SIGTERM ends it in good order, a second one at once.
  package static func runUntilSignalled(_ body: @escaping @Sendable () async -> ExitCode) async -> ExitCode {
    let run = Task { await body() }
    let queue = DispatchQueue(label: "tokenform.signals")
    let signals = ReceivedSignals()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if signals.isRepeated() { _exit(ExitCode.interrupted.rawValue) }
        run.cancel()
      }
      source.activate()
      return source
    }
    let code = await run.value
    sources.forEach { $0.cancel() }
    return run.isCancelled && code == .failed ? .interrupted : code
  }
}

/// Tells a second signal from the echo of the first: some callers signal a process and then its whole group.
private final class ReceivedSignals: Sendable {
  private let first = Locked<ContinuousClock.Instant?>(nil)

  func isRepeated() -> Bool {
    first.withLock { first in
      defer { first = first ?? .now }
      return first.map { $0.duration(to: .now) > .milliseconds(300) } ?? false
    }
  }
}
