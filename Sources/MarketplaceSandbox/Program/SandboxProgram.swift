import CommandLineKit
import FileAccess
import Glibc

/// The executable `marketplace-sandbox`: options in, exit code out.
package enum SandboxProgram {
  /// Serves until SIGINT or SIGTERM.
  /// - Parameter arguments: those of the command line, without the name of the program.
  /// - Returns: the exit code.
  package static func run(_ arguments: [String]) -> Int32 {
    if arguments.contains(where: OptionInfo.help.words.contains) {
      return write(SandboxHelp.text, to: STDOUT_FILENO) ? 0 : 1
    }
    if arguments.contains("--version") {
      return write(SandboxHelp.version, to: STDOUT_FILENO) ? 0 : 1
    }
    do {
      var signals = blockedSignals()
      let sandbox = try RunningSandbox.start(SandboxOptions(arguments: arguments), keepsRequests: false)
      write("listening on \(sandbox.baseURL)\n", to: STDOUT_FILENO)
      var signal: Int32 = 0
      sigwait(&signals, &signal)
      try sandbox.stop()
      return 0
    } catch let error as UsageError {
      let lines = error.sentences.map { "marketplace-sandbox: \($0)\n" }.joined()
      write(lines + "See `marketplace-sandbox --help`.\n", to: STDERR_FILENO)
      return 1
    } catch {
      write("marketplace-sandbox: \(error)\n", to: STDERR_FILENO)
      return 1
    }
  }

  /// Writes a text to a standard stream; false if it is closed or broken.
  @discardableResult
  private static func write(_ text: String, to stream: Int32) -> Bool {
    (try? FileDescriptor(borrowing: stream).writeAll(Array(text.utf8))) != nil
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
