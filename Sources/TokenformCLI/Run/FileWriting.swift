import FileAccess
import TokenModel

extension Diagnostic {
  /// A file that cannot be written.
  static func unwritable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .unwritableFile, "\"\(path)\" cannot be written: \(reason)", help: "nothing was written to the platform")
  }

  /// A file that cannot be written for the system's reason.
  static func unwritable(_ path: String, _ error: Errno) -> Diagnostic { unwritable(path, error.text) }
}

/// Writes whole files, for their owner alone.
enum FileWriting {
  /// Writes a file, whole or not at all. Blocks.
  ///
  /// - Parameters:
  ///   - replacing: Whether an existing file is replaced.
  ///   - keepsMode: Whether the permissions of a replaced file are kept.
  ///   - waitsForDisk: Whether to return only when a loss of power cannot undo the write.
  /// - Throws: An error if the file cannot be written, or if the path is of a device, a link or a directory, which are never
  ///   replaced.
  static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool, keepsMode: Bool = false, waitsForDisk: Bool = true
  ) throws(Diagnostic) {
    if let status = try? FileStatus(of: path), status.kind != .regular {
      throw .unwritable(path, "it already exists and is not a regular file")
    }
    do throws(Errno) {
      try FileSystem.writeFile(
        bytes, to: path, replacing: replacing, keepsMode: keepsMode, waitsForDisk: waitsForDisk)
    } catch {
      throw error == .alreadyExists
        ? .unwritable(path, "it already exists and may be the undo plan of an earlier run") : .unwritable(path, error)
    }
  }
}
