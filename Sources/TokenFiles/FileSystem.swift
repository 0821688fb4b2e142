import Glibc

/// Which file it is, under whatever name.
struct FileIdentity: Hashable {
  var device: UInt64
  var inode: UInt64
}

/// What stands at a path.
struct FileStatus {
  enum Kind {
    case regular, directory, link, other
  }

  var kind: Kind
  var identity: FileIdentity
  var size: Int

  /// Looks at the path itself, be it a symbolic link.
  init(of path: String) throws(SystemError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw SystemError(number: errno) }
    self.init(status)
  }

  /// Looks at what a symbolic link leads to.
  init(following path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError(number: errno) }
    self.init(status)
  }

  /// Looks at an open file.
  init(descriptor: Int32) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError(number: errno) }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    size = Int(status.st_size)
  }
}

/// The path without symbolic links, `.` and `..`.
func resolve(_ path: String) throws(SystemError) -> String {
  guard let resolved = realpath(path, nil) else { throw SystemError(number: errno) }
  defer { free(resolved) }
  guard let text = String(validatingCString: resolved) else { throw .notUTF8 }
  return text
}

/// The entries of a directory but `.` and `..`, in no order.
struct DirectoryEntries {
  private(set) var names: [String] = []
  /// Names that are not UTF-8, with their invalid bytes as escapes such as `\xFF`: of all that may have to be read.
  private(set) var unreadableNames: [String] = []

  init(of path: String) throws(SystemError) {
    guard let directory = opendir(path) else { throw SystemError(number: errno) }
    defer { closedir(directory) }
    while true {
      errno = 0
      guard let entry = readdir(directory) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      if let text = String(validating: name, as: UTF8.self) {
        names.append(text)
      } else if name.first != UInt8(ascii: "."), entry.pointee.d_type != UInt8(DT_REG) || name.isNamedAsYAML {
        unreadableNames.append(name.escapingInvalidUTF8)
      }
    }
    guard errno == 0 else { throw SystemError(number: errno) }
  }
}

/// Why the system refused a call.
struct SystemError: Error {
  /// The number of the error, as `errno` has it.
  var number: Int32

  /// A path whose bytes are no text.
  static let notUTF8 = SystemError(number: EILSEQ)

  /// What the system says of it.
  var text: String {
    guard number != EILSEQ, let text = strerror(number) else { return "its path is not valid UTF-8" }
    return String(cString: text).lowercased()
  }
}
