import Glibc
import Synchronization

/// The signals that end a run: SIGINT, SIGTERM and SIGHUP. The first is left for a thread that waits for it; another one
/// ends the process at once.
enum Signals {
  /// Some callers signal a process and then its whole group: what follows the first within this time is its echo.
  private static let echo: Int64 = 300

  /// When the first one came, in milliseconds of the monotonic clock; 0 before.
  private static let first = Atomic<Int64>(0)

  private static let pipeEnds: (reader: Int32, writer: Int32)? = {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }()

  /// What wakes the thread that waits.
  enum Event: UInt8 {
    case signalled, ended
  }

  /// From here on no signal is lost, whether something waits for it yet or not. False if the system has no room for it.
  static func catchAll() -> Bool {
    guard pipeEnds != nil, first.load(ordering: .relaxed) == 0 else { return false }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { _ in
        let number = errno
        Signals.handle()
        errno = number
      }
      // Under `nohup`, the end of the terminal is not the end of the run.
      if number == SIGHUP, unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
    return true
  }

  /// Ends the process after some seconds, with a sentence, unless ``keepProcess()`` is called before.
  static func endProcess(afterSeconds seconds: UInt32) {
    signal(SIGALRM) { _ in
      say(
        "tokenform: the system allows no more threads, so the run ends immediately [transport]\n"
      )
      _exit(ExitCode.interrupted.rawValue)
    }
    alarm(seconds)
  }

  static func keepProcess() { alarm(0) }

  /// Wakes the thread that waits.
  static func post(_ event: Event) {
    guard let pipeEnds else { return }
    var byte = event.rawValue
    _ = write(pipeEnds.writer, &byte, 1)
  }

  /// Waits for an event; nil once so many milliseconds have gone by. A negative number waits without end.
  static func wait(atMost milliseconds: Int32 = -1) -> Event? {
    guard let pipeEnds else { return .ended }
    var byte: UInt8 = 0
    while true {
      var ready = pollfd(fd: pipeEnds.reader, events: Int16(POLLIN), revents: 0)
      let count = poll(&ready, 1, milliseconds)
      if count == 0 { return nil }
      if count > 0, read(pipeEnds.reader, &byte, 1) == 1 { return Event(rawValue: byte) }
    }
  }

  /// Runs inside a signal handler: it only does what POSIX allows there.
  private static func handle() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + 1
    let (isFirst, earlier) = first.compareExchange(expected: 0, desired: now, ordering: .relaxed)
    if isFirst { return post(.signalled) }
    if now - earlier > echo { _exit(ExitCode.interrupted.rawValue) }
  }
}

/// Writes to standard error without any help of the runtime.
func say(_ text: StaticString) {
  text.withUTF8Buffer { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
