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
    let permissions = keepsMode ? (try? FileStatus(following: path))?.permissions : nil
    func fill(_ file: borrowing FileDescriptor) throws(Errno) {
      try file.writeAll(bytes)
      if let permissions, fchmod(file.number, permissions) != 0 { throw .current }
      if waitsForDisk { try file.sync() }
    }
    if let file = try? FileDescriptor(opening: directory(of: path), O_WRONLY | nameless) {
      try fill(file)
      if try name(file, path, replacing: replacing) {
        if waitsForDisk { syncDirectory(of: path) }
        return
      }
    }
    // A name of its own each time, so that what a killed process left behind is not in the way.
    let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
    do throws(Errno) {
      let file = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL)
      try fill(file)
      try file.close()
      if (replacing ? rename(temporary, path) : link(temporary, path)) != 0 { throw .current }
    } catch {
      unlink(temporary)
      throw error
    }
    if !replacing { unlink(temporary) }
    if waitsForDisk { syncDirectory(of: path) }
  }

  /// Gives a whole file without a name its path. A new path takes one step. To replace a file takes a second name; if a
  /// process is killed between the two steps, that name remains, and the next write of the same path takes it back.
  ///
  /// - Returns: False if the system cannot do it.
  /// - Throws: ``Errno/alreadyExists`` if there is a file that must not be replaced, or why it cannot be replaced.
  private static func name(_ file: borrowing FileDescriptor, _ path: String, replacing: Bool) throws(Errno) -> Bool {
    let source = "/proc/self/fd/\(file.number)"
    func link(to name: String) -> Errno? {
      linkat(AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 ? nil : .current
    }
    let fault = link(to: path)
    guard fault == .alreadyExists else { return fault == nil }
    guard replacing else { throw .alreadyExists }
    let temporary = secondName(of: path)
    unlink(temporary)
    guard link(to: temporary) == nil else { return false }
    if rename(temporary, path) == 0 { return true }
    let refusal = Errno.current
    // Another process wrote the same path at the same moment.
    if refusal == .notFound { return false }
    unlink(temporary)
    throw refusal
  }

  /// The name that a file has for a moment before it replaces the one at the path.
  static func secondName(of path: String) -> String { "\(path).tokenform-new" }

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
