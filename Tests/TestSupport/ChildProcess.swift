import Dispatch
package import Glibc
import Locking

/// A program that runs beside a test. Its streams are read as they are written, and its end is waited for.
package final class ChildProcess: Sendable {
  /// What a program reads and writes.
  package enum Streams: Sendable, Equatable {
    /// Pipes; standard input holds this text and ends. The closed ones have no reader.
    case pipes(input: String = "", closed: Set<Int32> = [])
    /// One terminal for all three. Its output is in `output`.
    case terminal
    /// The same of a width.
    case terminalOf(columns: UInt16)
    /// A terminal for standard input and standard error; standard output is a pipe.
    case terminalButForOutput
  }

  /// What a stream has brought so far.
  package struct Received: Sendable {
    package init() {}

    package var bytes: [UInt8] = []
    package var isAtEnd = false

    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  package let processID: pid_t
  package let output = Watched(Received())
  package let errors = Watched(Received())
  private let exitCode = Watched(Int32?.none)
  private let terminal: Int32?

  /// One program at a time is started, so that none inherits the streams of another.
  private static let starting = Locked(())

  /// Starts a program with these variables and no others.
  /// - Parameter directory: Where it runs; nil is where the tests run.
  package init(
    _ executable: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil,
    streams: Streams = .pipes()
  ) throws {
    Glibc.signal(SIGPIPE, SIG_IGN)
    let command = (directory.map { ["/usr/bin/env", "-C", $0] } ?? []) + [executable] + arguments
    let ends: Ends
    (ends, processID) = try Self.starting.withLock { _ in
      var ends = Ends()
      try ends.open(streams)
      defer { ends.closeTheChilds() }
      return (ends, try ends.spawn(command, environment: environment))
    }
    terminal = ends.terminal
    Self.read(ends.outputReader, into: output)
    Self.read(ends.errorReader, into: errors)
    if let writer = ends.inputWriter, case .pipes(let input, _) = streams { Self.write(input, to: writer) }
    DispatchQueue(label: "wait").async { [processID, exitCode] in
      var status: Int32 = 0
      while waitpid(processID, &status, 0) < 0, errno == EINTR {}
      exitCode.change { [status] in $0 = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F) }
    }
  }

  /// Sends a signal, unless the program has ended.
  package func signal(_ number: Int32) {
    exitCode.change { if $0 == nil { kill(processID, number) } }
  }

  /// Types into the terminal.
  package func type(_ text: String) {
    if let terminal { _ = text.withCString { Glibc.write(terminal, $0, strlen($0)) } }
  }

  /// Waits for the end: the exit code, or the negative number of the signal that ended it.
  package func end() async throws -> Int32 {
    guard let code = await exitCode.value(where: { $0 != nil }) ?? nil else {
      signal(SIGKILL)
      throw Unending(output: output.value.text, errors: errors.value.text)
    }
    _ = await output.value(where: \.isAtEnd)
    _ = await errors.value(where: \.isAtEnd)
    return code
  }

  /// A program that did not end in the time that it was given, with what it had written.
  package struct Unending: Error {
    package let output: String
    package let errors: String
  }

  /// Reads a descriptor to its end, off the cooperative pool, and closes it. Without one, nothing comes.
  package static func read(_ descriptor: Int32?, into received: Watched<Received>) {
    guard let descriptor else { return received.change { $0.isAtEnd = true } }
    DispatchQueue(label: "read").async {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        received.change { $0.bytes += buffer[..<count] }
      }
      close(descriptor)
      received.change { $0.isAtEnd = true }
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    DispatchQueue(label: "write").async {
      _ = text.withCString { Glibc.write(descriptor, $0, strlen($0)) }
      close(descriptor)
    }
  }
}
