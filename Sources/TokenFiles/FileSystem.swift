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

  /// Looks at the path itself, be it a symbolic link. Nil, and `errno`, where it cannot.
  init?(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Looks at what a symbolic link leads to. Nil, and `errno`, where it cannot.
  init?(following path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Looks at an open file. Nil, and `errno`, where it cannot.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
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

/// The path without symbolic links, `.` and `..`; nil, and `errno`, where there is none.
func resolve(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(validatingCString: resolved)
}

/// The names in a directory but `.` and `..`, in no order; nil, and `errno`, where it cannot be read.
func directoryEntries(_ path: String) -> [String]? {
  guard let directory = opendir(path) else { return nil }
  defer { closedir(directory) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(directory) else { break }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return errno == 0 ? names : nil
}

/// What the system says of an error number.
func systemErrorText(_ error: Int32) -> String {
  guard error != 0, let text = strerror(error) else { return "its path is not valid UTF-8" }
  return String(cString: text).lowercased()
}
