import Glibc
import TokenModel

/// Reads whole files of a bounded size.
enum FileContent {
  /// Why a file was not read.
  struct Failure: Error {
    var code: DiagnosticCode
    var message: String
    var help: String?
  }

  /// The bytes of a regular file. Never waits for a FIFO, reads no device, and follows no link at the path's end.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw unreadable(SystemError(number: errno)) }
    defer { close(descriptor) }
    let status: FileStatus
    do throws(SystemError) { status = try FileStatus(descriptor: descriptor) } catch { throw unreadable(error) }
    guard status.kind == .regular else { throw Failure(code: .notARegularFile, message: "this is not a regular file") }
    guard status.size <= Limits.fileSize else { throw tooLarge }
    return try readAll(descriptor, expecting: status.size)
  }

  private static func readAll(_ descriptor: Int32, expecting size: Int) throws(Failure) -> [UInt8] {
    var content: [UInt8] = []
    while true {
      let chunk = try readChunk(descriptor, upTo: max(4096, size + 1 - content.count))
      if chunk.isEmpty { return content }
      guard content.count + chunk.count <= Limits.fileSize else { throw tooLarge }
      if content.isEmpty { content = chunk } else { content += chunk }
    }
  }

  private static func readChunk(_ descriptor: Int32, upTo limit: Int) throws(Failure) -> [UInt8] {
    var error: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var result = Glibc.read(descriptor, buffer.baseAddress, limit)
      while result < 0, errno == EINTR { result = Glibc.read(descriptor, buffer.baseAddress, limit) }
      error = result < 0 ? errno : 0
      count = max(0, result)
    }
    guard error == 0 else { throw unreadable(SystemError(number: error)) }
    return chunk
  }

  private static func unreadable(_ error: SystemError) -> Failure {
    Failure(code: .unreadableFile, message: "it cannot be read: \(error.text)")
  }

  private static var tooLarge: Failure {
    Failure(
      code: .tooLarge, message: "the file has more than \(Limits.fileSize >> 20) MiB", help: "split it into several")
  }
}
