import Dispatch
import Glibc
import Locking

/// Writes to a file descriptor on a queue of its own, so that a slow reader delays only what is written there.
final class FileDescriptorSink: TextSink {
  let isTerminal: Bool
  private let descriptor: Int32
  private let queue: DispatchQueue
  private let fault = Locked<WriteFault?>(nil)
  private let patience: Duration

  /// - Parameter patience: How long a cancelled run waits for its output to be read.
  init(_ descriptor: Int32, patience: Duration = .seconds(5)) {
    self.descriptor = descriptor
    self.patience = patience
    isTerminal = isatty(descriptor) == 1
    queue = DispatchQueue(label: "tokenform.stream.\(descriptor)")
  }

  func post(_ bytes: [UInt8]) {
    queue.async { [self] in
      guard fault.withLock({ $0 }) == nil else { return }
      if let new = bytes.withUnsafeBytes(write) { fault.withLock { $0 = new } }
    }
  }

  func flush() async -> WriteFault? {
    if let known = fault.withLock({ $0 }) { return known }
    if await unlessCancelled({ [queue] in queue.sync { true } }) == nil, await !isWritten(within: patience) {
      giveUp(because: .unread)
    }
    return fault.withLock { $0 }
  }

  func giveUp(because reason: WriteFault) {
    fault.withLock { $0 = $0 ?? reason }
  }

  /// Whether all that was handed over is written within a time, which a cancelled task is given as well.
  private func isWritten(within limit: Duration) async -> Bool {
    await Task {
      await Deadline.run(limit) { [queue] _ in await unlessCancelled { queue.sync { true } } ?? false }
    }.value
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> WriteFault? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno == EPIPE ? .closed : .failed(String(cString: strerror(errno)))
      }
    }
    return nil
  }
}

/// Reads a whole file or standard input.
enum FileReading {
  static func read(_ path: String, limit: Int) throws(World.ReadFault) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw World.ReadFault(reason: String(cString: strerror(errno))) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw World.ReadFault(reason: String(cString: strerror(errno)))
      }
    }
    throw World.ReadFault(reason: "it has more than \(limit) bytes")
  }
}
