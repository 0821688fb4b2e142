import FileAccess
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

  /// The bytes of a regular file of at most ``Limits/fileSize``. Does not wait for a FIFO, read a device, or follow a link
  /// at the end of the path.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    do throws(Errno) {
      let file = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
      let status = try file.status()
      if status.kind == .regular { return try file.readAll(limit: Limits.fileSize, status: status) }
    } catch {
      throw Failure(error)
    }
    throw Failure(code: .notARegularFile, message: "this is not a regular file")
  }
}

extension FileContent.Failure {
  fileprivate init(_ error: Errno) {
    if error == .tooLarge {
      self.init(
        code: .tooLarge, message: "the file has more than \(Limits.fileSize >> 20) MiB", help: "split it into several")
    } else {
      self.init(code: .unreadableFile, message: "it cannot be read: \(error.reason)")
    }
  }
}

extension Errno {
  /// Why a file cannot be read, as messages say it.
  var reason: String { self == .notUTF8 ? "its path is not valid UTF-8" : text.lowercased() }
}
