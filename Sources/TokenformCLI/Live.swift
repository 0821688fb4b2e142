import CLinux
import Dispatch
import Glibc

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
      canAsk: isatty(STDIN_FILENO) == 1, readLine: { Swift.readLine() },
      dropTyped: { tcflush(STDIN_FILENO, TCIFLUSH) }, readFile: FileReading.read, now: Timestamp.now)
  }
}

/// Makes the process fit to hold a credential, and turns signals into a cancelled task.
package enum Process {
  /// No core dumps and no backtraces, no reading of its memory by others, no death by a closed pipe or a full file, no socket in the place of a stream,
  /// and no signal that is lost because it comes early. To be called first.
  package static func harden() {
    holdClosedStreams()
    catchSignals()
    // Swift's own handlers would print what stands in memory around the fault.
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT] { signal(number, SIG_DFL) }
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = tokenform_forbid_dumps()
    // Writing beyond a limit on files is an error of that write.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
  }

  /// Takes the place of a stream that the caller closed, so that no file or connection of ours gets its number. Its use
  /// still fails.
  private static func holdClosedStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Where the signals go that end a run: the handler may do no more than write, and what reads has time.
  private static let signals: (reader: Int32, writer: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }()

  /// From here on no signal is lost and none kills the process, whether somebody takes them yet or not.
  private static func catchSignals() {
    guard signals.writer >= 0 else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { _ in
        let number = errno
        var signalled: UInt8 = 1
        _ = write(Process.signals.writer, &signalled, 1)
        errno = number
      }
      // Under `nohup`, the end of the terminal is not the end of the run.
      if number == SIGHUP, unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }

  /// Runs the program; SIGINT, SIGTERM or SIGHUP ends it in good order, a second one at once. The process has to be hardened.
  package static func runUntilSignalled(_ body: @escaping @Sendable () async -> ExitCode) async -> ExitCode {
    let run = Task { await body() }
    DispatchQueue(label: "tokenform.signals").async { takeSignals(cancelling: run) }
    let code = await run.value
    return run.isCancelled && code == .failed ? .interrupted : code
  }

  /// Takes signals for as long as the process lives. Some callers signal a process and then its whole group: what
  /// follows the first at once is its echo.
  private static func takeSignals(cancelling run: Task<ExitCode, Never>) {
    var first: ContinuousClock.Instant?
    var signalled: UInt8 = 0
    while true {
      let count = read(signals.reader, &signalled, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return }
      if let first, first.duration(to: .now) > .milliseconds(300) { _exit(ExitCode.interrupted.rawValue) }
      first = first ?? .now
      run.cancel()
    }
  }
}
