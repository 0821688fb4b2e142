import Dispatch
import Glibc
import TestSupport
import Testing

@testable import FileAccess

@Suite struct FileDescriptorTests {
  @Test func `A file is read whole up to the limit, and refused beyond it`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(String(repeating: "x", count: 10_000), to: "a")
    #expect(try FileDescriptor(opening: path, O_RDONLY).readAll(limit: 10_000).count == 10_000)
    #expect(throws: Errno.tooLarge) { try FileDescriptor(opening: path, O_RDONLY).readAll(limit: 9_999) }
  }

  @Test func `A stream of unknown size is read to its end, and refused beyond the limit`() throws {
    let bytes = [UInt8](repeating: 7, count: 50_000)
    #expect(try readFromPipe(bytes, limit: 50_000) == bytes)
    #expect(throws: Errno.tooLarge) { try readFromPipe(bytes, limit: 49_999) }
  }

  /// Reads what a pipe holds, whose writer is closed. A pipe has room for 64 KiB, so nothing waits.
  private func readFromPipe(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
    let directory = try TemporaryDirectory()
    let path = try directory.makePipe("pipe")
    let reader = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
    let writer = try FileDescriptor(opening: path, O_WRONLY)
    try writer.writeAll(bytes)
    try writer.close()
    return try reader.readAll(limit: limit)
  }

  @Test func `All bytes are written to a descriptor that does not wait, however slow its reader`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.makePipe("pipe")
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      // Opened for both, so that it need not wait for the reader. They are more bytes than a pipe holds.
      try? FileDescriptor(opening: path, O_RDWR | O_NONBLOCK).writeAll(bytes)
    }
    let read = try FileDescriptor(opening: path, O_RDONLY).readAll(limit: bytes.count)
    group.wait()
    #expect(read == bytes)
  }

  @Test func `A file that cannot be opened says why`() {
    let error = #expect(throws: Errno.self) { _ = try FileDescriptor(opening: "/nowhere/a", O_RDONLY).number }
    #expect(error == .notFound)
    #expect(error?.text == "No such file or directory")
  }

  @Test func `A byte is read at its place, and none behind the end`() throws {
    let directory = try TemporaryDirectory()
    let file = try FileDescriptor(opening: try directory.write("ab", to: "a"), O_RDONLY)
    #expect(try file.readByte(at: 1) == UInt8(ascii: "b"))
    #expect(try file.readByte(at: 2) == nil)
  }
}
