import Glibc
import TestSupport

/// What one run of a program took.
struct Measurement {
  var wall: Double
  var cpu: Double
  /// In MiB.
  var memory: Double
  var code: Int32
  /// What it wrote to standard error.
  var errors: String

  /// Runs a program to its end. What it prints is thrown away.
  static func of(_ command: [String], environment: [String: String], scratch: String) throws -> Measurement {
    let errorFile = scratch + "/errors"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }

    let clock = ContinuousClock()
    let start = clock.now
    var process: pid_t = 0
    let fault = posix_spawn(&process, command[0], &actions, nil, &words, &variables)
    guard fault == 0 else { throw SystemFault("posix_spawn \(command[0])", fault) }
    var (status, usage): (Int32, rusage) = (0, rusage())
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = start.duration(to: clock.now) / .milliseconds(1)
    return Measurement(
      wall: wall, cpu: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
      memory: Double(usage.ru_maxrss) / 1_024, code: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F),
      errors: try TextFile.read(errorFile))
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000
  }
}

extension [Measurement] {
  /// The median of each figure on its own.
  func median(_ figure: (Measurement) -> Double) -> Double {
    let sorted = map(figure).sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
