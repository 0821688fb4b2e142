import Glibc

/// An open file, closed at the end of its owner's life.
package struct FileDescriptor: ~Copyable, Sendable {
  /// The descriptor's number, for calls that this type does not have.
  package let number: Int32
  private let isOwned: Bool

  /// Opens a file. A program that is started later does not inherit it.
  ///
  /// - Parameters:
  ///   - path: An absolute path, or one relative to the working directory.
  ///   - flags: Those of `open(2)`, such as `O_RDONLY`; `O_CLOEXEC` is added.
  ///   - mode: The permissions of a file that is created, before the process's mask.
  /// - Throws: Why the file cannot be opened.
  package init(opening path: String, _ flags: Int32, mode: UInt32 = 0o600) throws(Errno) {
    let number = open(path, flags | O_CLOEXEC, mode)
    guard number >= 0 else { throw .current }
    self.init(owning: number)
  }

  /// Takes over an open descriptor, and closes it in the end.
  init(owning number: Int32) {
    self.number = number
    isOwned = true
  }

  /// Uses a descriptor that stays open, such as that of a standard stream.
  package init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  deinit {
    if isOwned { Glibc.close(number) }
  }

  /// Closes the file now, for callers that must know whether all of it was written.
  ///
  /// - Throws: What the system found only when it closed the file, such as an exceeded quota.
  package consuming func close() throws(Errno) {
    let (number, isOwned) = (number, isOwned)
    discard self
    guard isOwned else { return }
    if Glibc.close(number) != 0 { throw .current }
  }
}

extension FileDescriptor {
  /// The bytes from the current offset to the end.
  ///
  /// - Parameters:
  ///   - limit: How many bytes there may be; more are not kept in memory.
  ///   - known: The status of the file, if the caller has asked for it already.
  /// - Throws: ``Errno/tooLarge`` if there are more, or why the file cannot be read.
  package func readAll(limit: Int, status known: FileStatus? = nil) throws(Errno) -> [UInt8] {
    let size = if let known { known.size } else { try status().size }
    guard size <= limit else { throw .tooLarge }
    var content: [UInt8] = []
    while true {
      // One byte more than the file's size, so that the end is found without another buffer.
      let chunk = try read(atMost: max(4096, size + 1 - content.count, content.count))
      if chunk.isEmpty { return content }
      guard content.count + chunk.count <= limit else { throw .tooLarge }
      if content.isEmpty { content = chunk } else { content += chunk }
    }
  }

  /// The bytes that one call reads; none at the end.
  private func read(atMost count: Int) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var result = -1
      repeat {
        result = Glibc.read(number, buffer.baseAddress, count)
      } while result < 0 && Errno.current.code == EINTR
      failure = result < 0 ? .current : nil
      initialized = max(0, result)
    }
    if let failure { throw failure }
    return chunk
  }

  /// The last byte of a file whose size is known; nil if it has none there.
  ///
  /// - Parameter offset: Where the byte is, in bytes from the start.
  /// - Throws: Why the file cannot be read there.
  package func readByte(at offset: Int) throws(Errno) -> UInt8? {
    var byte: UInt8 = 0
    let count = pread(number, &byte, 1, offset)
    guard count >= 0 else { throw .current }
    return count == 1 ? byte : nil
  }

  /// Writes all bytes, and waits if the descriptor is one that does not wait by itself.
  ///
  /// - Throws: Why the rest of the bytes cannot be written.
  package func writeAll(_ bytes: [UInt8]) throws(Errno) {
    try bytes.withUnsafeBufferPointer { buffer throws(Errno) in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(number, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if case let error = Errno.current, error.code != EINTR {
          guard error.code == EAGAIN else { throw error }
          var ready = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        }
      }
    }
  }

  /// Returns when the file's content would survive a loss of power.
  ///
  /// - Throws: Why the disk does not take it.
  package func sync() throws(Errno) {
    if fsync(number) != 0 { throw .current }
  }
}
