import Dispatch
import FileAccess
import Glibc
import Locking

/// Writes to a standard stream on its own queue, so that a slow reader does not delay the run.
final class FileDescriptorSink: TextSink {
  let isTerminal: Bool
  let columns: Int?
  private let stream: FileDescriptor
  private let queue: DispatchQueue
  private let fault = Locked<WriteFault?>(nil)
  private let patience: Duration

  /// - Parameter patience: How long a cancelled run waits for its output to be read.
  init(_ descriptor: Int32, patience: Duration = .seconds(5)) {
    stream = FileDescriptor(borrowing: descriptor)
    self.patience = patience
    isTerminal = isatty(descriptor) == 1
    var size = winsize()
    columns = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    queue = DispatchQueue(label: "tokenform.stream.\(descriptor)")
  }

  func post(_ bytes: [UInt8]) {
    queue.async { [self] in
      guard fault.withLock({ $0 }) == nil else { return }
      do throws(Errno) {
        try stream.writeAll(bytes)
      } catch {
        fault.withLock { $0 = error == .brokenPipe ? .closed : .failed(error.text) }
      }
    }
  }

  func flush() async -> WriteFault? {
    if let known = fault.withLock({ $0 }) { return known }
    if await runCancellable({ [queue] in queue.sync { true } }) == nil, await !isWritten(within: patience) {
      abandon(because: .unread)
    }
    return fault.withLock { $0 }
  }

  func abandon(because reason: WriteFault) {
    fault.withLock { $0 = $0 ?? reason }
  }

  /// Whether all that was handed over is written within a time, which a cancelled task is given as well.
  private func isWritten(within limit: Duration) async -> Bool {
    await Task {
      await Deadline.run(limit) { [queue] _ in await runCancellable { queue.sync { true } } ?? false }
    }.value
  }
}

/// Reads a whole file or standard input.
enum FileReading {
  /// - Parameters:
  ///   - path: A path, or `-` for standard input.
  ///   - limit: The maximum size in bytes.
  /// - Throws: Why it cannot be read.
  static func read(_ path: String, limit: Int) throws(World.ReadFault) -> [UInt8] {
    do throws(Errno) {
      let file =
        path == "-" ? FileDescriptor(borrowing: STDIN_FILENO) : try FileDescriptor(opening: path, O_RDONLY)
      return try file.readAll(limit: limit)
    } catch {
      throw World.ReadFault(reason: error == .tooLarge ? "it has more than \(limit) bytes" : error.text)
    }
  }
}
