import Glibc

extension FileSystem {
  /// Writes a file as a whole: readers see the old content or the new, never a part. If it fails, the path is as it was,
  /// and no temporary file remains.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - path: Where to write. A symbolic link or device at this path is replaced, not followed.
  ///   - replacing: Whether an existing file is replaced.
  ///   - keepsMode: Whether the file has the permissions of the one that it replaces. A new file is for its owner alone.
  ///   - waitsForDisk: Whether to return only when a loss of power cannot undo the write.
  /// - Throws: ``Errno/alreadyExists`` if there is a file that must not be replaced, or why it cannot be written.
  package static func writeFile(
    _ bytes: [UInt8], to path: String, replacing: Bool = true, keepsMode: Bool = false, waitsForDisk: Bool = true
  ) throws(Errno) {
    // A name of its own each time, so that what a killed process left behind is not in the way.
    let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
    let descriptor = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL)
    do throws(Errno) {
      try descriptor.writeAll(bytes)
      if keepsMode, let replaced = try? FileStatus(following: path) {
        if fchmod(descriptor.number, replaced.permissions) != 0 { throw .current }
      }
      if waitsForDisk { try descriptor.sync() }
      try descriptor.close()
      if (replacing ? rename(temporary, path) : link(temporary, path)) != 0 { throw .current }
    } catch {
      unlink(temporary)
      throw error
    }
    if !replacing { unlink(temporary) }
    if waitsForDisk { syncDirectory(of: path) }
  }

  /// Makes a file's name as durable as its content. Not every file system can, so a failure is none of the caller's.
  private static func syncDirectory(of path: String) {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard let descriptor = try? FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY) else { return }
    try? descriptor.sync()
  }
}
