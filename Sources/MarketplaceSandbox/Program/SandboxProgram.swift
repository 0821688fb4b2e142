import Glibc

/// The executable `marketplace-sandbox`: options in, exit code out.
package enum SandboxProgram {
  /// Serves until SIGINT or SIGTERM.
  /// - Parameter arguments: those of the command line, without the name of the program.
  /// - Returns: the exit code.
  package static func run(_ arguments: [String]) -> Int32 {
    if arguments.contains("--help") || arguments.contains("-h") {
      return writeAll(Array(SandboxHelp.text.utf8), to: STDOUT_FILENO) ? 0 : 1
    }
    if arguments.contains("--version") {
      return writeAll(Array("\(SandboxHelp.version)\n".utf8), to: STDOUT_FILENO) ? 0 : 1
    }
    do {
      var signals = blockedSignals()
      let sandbox = try RunningSandbox.start(SandboxOptions(arguments: arguments), keepsRequests: false)
      writeAll(Array("listening on \(sandbox.baseURL)\n".utf8), to: STDOUT_FILENO)
      var signal: Int32 = 0
      sigwait(&signals, &signal)
      try sandbox.stop()
      return 0
    } catch {
      let hint = error is OptionError ? "\nmarketplace-sandbox --help lists the options." : ""
      writeAll(Array("marketplace-sandbox: \(error)\(hint)\n".utf8), to: STDERR_FILENO)
      return 1
    }
  }

  /// Keeps the signals that end the program for `sigwait`, in this thread and in those that it starts.
  private static func blockedSignals() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
    return signals
  }
}
