import Glibc

extension ChildProcess {
  /// The descriptors of a program's streams: the child's ends and the test's.
  struct Ends {
    private var childs: [Int32: Int32] = [:]
    var inputWriter: Int32?
    var outputReader: Int32?
    var errorReader: Int32?
    var terminal: Int32?

    mutating func open(_ streams: Streams) throws {
      switch streams {
      case .pipes(_, let closed):
        let input = try Self.pipe()
        childs[STDIN_FILENO] = input.reader
        inputWriter = input.writer
        outputReader = try openPipe(for: STDOUT_FILENO, isClosed: closed.contains(STDOUT_FILENO))
        errorReader = try openPipe(for: STDERR_FILENO, isClosed: closed.contains(STDERR_FILENO))
      case .terminal:
        outputReader = try openTerminal(for: [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO])
      case .terminalOf(let columns):
        outputReader = try openTerminal(for: [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO], columns: columns)
      case .terminalButForOutput:
        outputReader = try openPipe(for: STDOUT_FILENO, isClosed: false)
        errorReader = try openTerminal(for: [STDIN_FILENO, STDERR_FILENO])
      }
    }

    private mutating func openPipe(for stream: Int32, isClosed: Bool) throws -> Int32? {
      let ends = try Self.pipe()
      childs[stream] = ends.writer
      guard isClosed else { return ends.reader }
      close(ends.reader)
      return nil
    }

    /// - Parameter columns: 0 if the terminal does not say.
    /// - Returns: the end that the test reads.
    private mutating func openTerminal(for streams: [Int32], columns: UInt16 = 0) throws -> Int32 {
      var (main, child): (Int32, Int32) = (-1, -1)
      var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
      guard openpty(&main, &child, nil, nil, &size) == 0 else { throw SystemFault("openpty") }
      for descriptor in [main, child] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      for stream in streams { childs[stream] = child }
      terminal = main
      return main
    }

    private static func pipe() throws -> (reader: Int32, writer: Int32) {
      var ends: [Int32] = [-1, -1]
      guard Glibc.pipe(&ends) == 0 else { throw SystemFault("pipe") }
      for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }

    func closeTheChilds() {
      for descriptor in Set(childs.values) { close(descriptor) }
    }

    func spawn(_ command: [String], environment: [String: String]) throws -> pid_t {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      for (stream, descriptor) in childs { posix_spawn_file_actions_adddup2(&actions, descriptor, stream) }
      var attributes = Self.ordinarySignals()
      defer { posix_spawnattr_destroy(&attributes) }

      var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
      var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
      defer { for pointer in words + variables { free(pointer) } }
      var processID: pid_t = 0
      let fault = posix_spawn(&processID, command[0], &actions, &attributes, &words, &variables)
      guard fault == 0 else { throw SystemFault("posix_spawn \(command[0])", fault) }
      return processID
    }

    /// No signal is ignored or blocked, whatever started the tests.
    private static func ordinarySignals() -> posix_spawnattr_t {
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      for number in [SIGINT, SIGTERM, SIGPIPE, SIGHUP] { sigaddset(&signals, number) }
      posix_spawnattr_setsigdefault(&attributes, &signals)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
      return attributes
    }
  }
}
