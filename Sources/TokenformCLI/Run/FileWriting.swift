import Glibc
import TokenModel

extension Diagnostic {
  /// A file that cannot be written.
  static func unwritable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .unwritableFile, "\"\(path)\" cannot be written: \(reason)", help: "nothing was written to the platform")
  }

  /// A file that cannot be written, for the reason in `errno`.
  static func unwritable(_ path: String) -> Diagnostic {
    unwritable(path, String(cString: strerror(errno)))
  }
}

/// Writes whole files, for their owner alone.
enum FileWriting {
  /// Puts the bytes into a file, whole or not at all. Blocks.
  ///
  /// Throws too where something other than a regular file has that name: a device or a link is never replaced.
  ///
  /// - Parameters:
  ///   - replacing: Whether a file that is there already gives way.
  ///   - keepsMode: Whether the permissions of a replaced file are kept.
  ///   - waitsForDisk: Whether to return only when a loss of power could not undo it.
  static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool, keepsMode: Bool = false, waitsForDisk: Bool = true
  ) throws(Diagnostic) {
    var status = stat()
    let exists = lstat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      throw .unwritable(path, "it is there, and is no regular file")
    }
    // A name of its own each time: what a killed run left behind is in nobody's way.
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .unwritable(path) }
    let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    var failure: Diagnostic?
    if exists, keepsMode { _ = fchmod(descriptor, status.st_mode & 0o777) }
    if !writeAll(bytes, to: descriptor) || waitsForDisk && fsync(descriptor) != 0 { failure = .unwritable(path) }
    if close(descriptor) != 0, failure == nil { failure = .unwritable(path) }
    if failure == nil, (replacing ? rename(temporary, path) : link(temporary, path)) != 0 {
      failure =
        errno == EEXIST ? .unwritable(path, "it is there, and may be an earlier run's way back") : .unwritable(path)
    }
    if failure != nil || !replacing { unlink(temporary) }
    if let failure { throw failure }
    if waitsForDisk { syncDirectory(of: path) }
  }

  /// False, with `errno`, where not all could be written.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count < 0, errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Makes the file's name as lasting as its content.
  private static func syncDirectory(of path: String) {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
