import CLinux
import Glibc
import Locking
import TokenFiles

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
    var world = World(
      arguments: commandLine.dropFirst().map { String(cString: $0) }, environment: environment,
      standardOutput: FileDescriptorSink(STDOUT_FILENO), standardError: FileDescriptorSink(STDERR_FILENO),
      canAsk: isatty(STDIN_FILENO) == 1, readLine: { Swift.readLine() },
      dropTyped: { tcflush(STDIN_FILENO, TCIFLUSH) }, readFile: FileReading.read, now: Timestamp.now)
    world.malformedArgument = commandLine.first { String(validatingCString: $0) == nil }.map {
      UnsafeRawBufferPointer(start: $0, count: strlen($0)).escapingInvalidUTF8
    }
    return world
  }
}

extension World {
  /// The program's name and its arguments.
  private static var commandLine: [UnsafeMutablePointer<CChar>] {
    (0..<Int(CommandLine.argc)).compactMap { CommandLine.unsafeArgv[$0] }
  }
}

/// Makes the process fit to hold a credential, and turns signals into a cancelled task.
package enum Process {
  /// No core dumps and no backtraces, no reading of its memory by others, no death by a closed pipe or a full file, no
  /// socket in the place of a stream, no signal that is lost because it comes early, and no start where the system gives
  /// too few threads or descriptors, or no `/proc`. To be called first.
  package static func harden() {
    holdClosedStreams()
    SystemLimits.raiseDescriptorLimit()
    guard Signals.catchAll() else { end("error: the system allows this program too few open files [transport]\n") }
    if let shortage = SystemLimits.shortage { end(shortage) }
    // Swift's own handlers would print the memory around the fault.
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT] { signal(number, SIG_DFL) }
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = tokenform_forbid_dumps()
    // Writing beyond a limit on files is an error of that write.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
  }

  private static func end(_ sentence: StaticString) -> Never {
    say(sentence)
    exit(ExitCode.failed.rawValue)
  }

  /// Takes the place of a stream that the caller closed, so that no file or connection of ours gets its number. Its use
  /// still fails.
  private static func holdClosedStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Runs the program and returns how it ended; SIGINT, SIGTERM or SIGHUP ends it in good order, a second one at once.
  /// The process has to be hardened. Blocks the calling thread, which takes the signals: no other one could be had where
  /// the system gives no more.
  package static func runUntilSignalled(_ body: @escaping @Sendable () async -> ExitCode) -> ExitCode {
    let end = Locked<ExitCode?>(nil)
    let run = Task {
      let code = await body()
      end.withLock { $0 = code }
      Signals.post(.ended)
    }
    while Signals.wait() == .signalled { cancel(run) }
    let code = end.withLock { $0 } ?? .failed
    return run.isCancelled && code == .failed ? .interrupted : code
  }

  /// Cancels the run. Where the system gives no thread, that and the run itself may wait for one without end: then the
  /// process ends after some seconds.
  private static func cancel(_ run: Task<Void, Never>) {
    guard !SystemLimits.hasRoom(forThreads: 1) else { return run.cancel() }
    Signals.endProcess(afterSeconds: 5)
    run.cancel()
    if SystemLimits.hasRoom(forThreads: 1) { Signals.keepProcess() }
  }
}
