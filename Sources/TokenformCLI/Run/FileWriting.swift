import FileAccess
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
    if let status = try? FileStatus(of: path), status.kind != .regular {
      throw .unwritable(path, "it is there, and is no regular file")
    }
    do throws(Errno) {
      try FileSystem.writeFile(
        bytes, to: path, replacing: replacing, keepsMode: keepsMode, waitsForDisk: waitsForDisk)
    } catch {
      throw .unwritable(
        path, error == .alreadyExists ? "it is there, and may be an earlier run's way back" : error.text)
    }
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
}
