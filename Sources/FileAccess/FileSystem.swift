import Glibc

/// Calls on paths. A path is absolute, or relative to the working directory.
package enum FileSystem {
  /// The absolute path of an existing file, without symbolic links, `.` and `..`.
  ///
  /// - Throws: ``Errno/notUTF8`` if that path is not valid UTF-8, or why the path leads to no file.
  package static func resolve(_ path: String) throws(Errno) -> String {
    guard let resolved = realpath(path, nil) else { throw .current }
    defer { free(resolved) }
    guard let text = String(validatingCString: resolved) else { throw .notUTF8 }
    return text
  }

  /// Makes a directory. An existing file of this name is no error, so that two processes may make the same one.
  ///
  /// - Throws: Why it cannot be made.
  package static func makeDirectory(_ path: String) throws(Errno) {
    if mkdir(path, 0o777) != 0, case let error = Errno.current, error != .alreadyExists { throw error }
  }

  /// The entries of a directory except `.` and `..`, in no order.
  ///
  /// - Throws: Why the directory cannot be read.
  package static func entries(of path: String) throws(Errno) -> [DirectoryEntry] {
    guard let directory = opendir(path) else { throw .current }
    defer { closedir(directory) }
    var entries: [DirectoryEntry] = []
    while true {
      // The end and an error look the same but for the code.
      errno = 0
      guard let entry = readdir(directory) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      entries.append(DirectoryEntry(name: name, isRegular: entry.pointee.d_type == UInt8(DT_REG)))
    }
    guard errno == 0 else { throw .current }
    return entries
  }
}

/// A name in a directory.
package struct DirectoryEntry: Sendable {
  /// The name's bytes, which need not be valid UTF-8.
  package let name: [UInt8]
  /// Whether the directory says that this is a regular file. Some file systems do not say.
  package let isRegular: Bool
}
