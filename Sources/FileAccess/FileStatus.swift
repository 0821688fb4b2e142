import Glibc

/// What distinguishes a file from all others, whatever path leads to it.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  fileprivate init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// What the system knows of a file.
package struct FileStatus: Sendable {
  /// The kinds of files that callers treat differently.
  package enum Kind: Sendable {
    case regular, directory, link
    /// A device, a pipe or a socket.
    case other
  }

  /// What kind of file it is.
  package let kind: Kind
  /// Which file it is.
  package let identity: FileIdentity
  /// Bytes of a regular file.
  package let size: Int
  /// The permission bits, such as 0o644.
  package let permissions: UInt32

  /// The status of what is at a path, which may be a symbolic link itself.
  ///
  /// - Throws: Why there is none, such as ``Errno/notFound``.
  package init(of path: String) throws(Errno) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .current }
    self.init(status)
  }

  /// The status of the file that a path leads to, through symbolic links.
  ///
  /// - Throws: Why there is none, such as ``Errno/notFound``.
  package init(following path: String) throws(Errno) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .current }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    identity = FileIdentity(status)
    size = kind == .regular ? Int(status.st_size) : 0
    permissions = status.st_mode & 0o777
  }
}

extension FileDescriptor {
  /// The status of the open file.
  ///
  /// - Throws: Why the system does not give it.
  package func status() throws(Errno) -> FileStatus {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .current }
    return FileStatus(status)
  }
}
