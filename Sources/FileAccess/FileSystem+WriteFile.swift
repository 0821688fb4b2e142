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
    let permissions = keepsMode ? (try? FileStatus(following: path))?.permissions : nil
    do throws(Errno) {
      try makeFile(temporary, in: directory(of: path), bytes, permissions: permissions, waitsForDisk: waitsForDisk)
      if (replacing ? rename(temporary, path) : link(temporary, path)) != 0 { throw .current }
    } catch {
      unlink(temporary)
      throw error
    }
    if !replacing { unlink(temporary) }
    if waitsForDisk { syncDirectory(of: path) }
  }

  /// Makes a new file. Where the file system allows it, the file has no name until it is whole, so that a process that is
  /// killed meanwhile leaves nothing behind.
  private static func makeFile(
    _ name: String, in directory: String, _ bytes: [UInt8], permissions: UInt32?, waitsForDisk: Bool
  ) throws(Errno) {
    if let file = try? FileDescriptor(opening: directory, O_WRONLY | nameless) {
      try file.fill(with: bytes, permissions: permissions, waitsForDisk: waitsForDisk)
      if linkat(AT_FDCWD, "/proc/self/fd/\(file.number)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 {
        return try file.close()
      }
    }
    let file = try FileDescriptor(opening: name, O_WRONLY | O_CREAT | O_EXCL)
    try file.fill(with: bytes, permissions: permissions, waitsForDisk: waitsForDisk)
    try file.close()
  }

  /// `O_TMPFILE`, which is a macro that Swift does not import: a new file without a name, in the directory that is opened.
  static let nameless = 0o20000000 | O_DIRECTORY

  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// Makes a file's name as durable as its content. Not every file system can, so a failure is none of the caller's.
  private static func syncDirectory(of path: String) {
    guard let descriptor = try? FileDescriptor(opening: directory(of: path), O_RDONLY | O_DIRECTORY) else { return }
    try? descriptor.sync()
  }
}

extension FileDescriptor {
  fileprivate func fill(with bytes: [UInt8], permissions: UInt32?, waitsForDisk: Bool) throws(Errno) {
    try writeAll(bytes)
    if let permissions, fchmod(number, permissions) != 0 { throw .current }
    if waitsForDisk { try sync() }
  }
}
