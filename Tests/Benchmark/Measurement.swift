import Glibc
import TestSupport

/// What one run of a program took.
struct Measurement {
  /// In milliseconds, as is the processor time.
  let wall: Double
  let cpu: Double
  /// In MiB.
  let memory: Double
  let code: Int32
  /// What it wrote to standard error.
  let errors: String

  /// Runs a program to its end. What it prints is thrown away.
  /// - Parameter launcher: Put before the command, and not measured.
  static func of(
    _ command: [String], on launcher: [String] = [], environment: [String: String], programs: Programs, scratch: String
  ) throws -> Measurement {
    let (errors, report) = (scratch + "/errors", scratch + "/report")
    try spawn(launcher + [programs.measure, report] + command, environment: environment, errors: errors)
    let figures = try TextFile.read(report).split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard figures.count == 4 else { throw Fault(description: "\(command) was not measured") }
    return Measurement(
      wall: figures[0] / 1_000, cpu: figures[1] / 1_000, memory: figures[2] / 1_024, code: Int32(figures[3]),
      errors: try TextFile.read(errors))
  }

  private static func spawn(_ command: [String], environment: [String: String], errors: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let fault = posix_spawn(&process, command[0], &actions, nil, &words, &variables)
    guard fault == 0 else { throw SystemFault("posix_spawn \(command[0])", fault) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Fault(description: "\(command) was not measured") }
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
