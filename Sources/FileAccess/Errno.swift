import Glibc

/// Why a call to the operating system failed: the value that it left in `errno`, taken before anything else can change it.
package struct Errno: Error, Hashable, Sendable {
  /// The code, such as `ENOENT`.
  package let code: Int32

  /// - Parameter code: A code from `errno`, or one that a call such as `pthread_create` returned.
  package init(_ code: Int32) {
    self.code = code
  }

  /// The code that the calling thread's last failed call left. Read it directly after that call.
  package static var current: Errno { Errno(Glibc.errno) }

  /// Nothing has this path.
  package static let notFound = Errno(ENOENT)
  /// A part of the path is not a directory.
  package static let notADirectory = Errno(ENOTDIR)
  /// Something has this path already.
  package static let alreadyExists = Errno(EEXIST)
  /// There are more bytes than the caller's limit, or than the file system allows.
  package static let tooLarge = Errno(EFBIG)
  /// The path is not valid UTF-8.
  package static let notUTF8 = Errno(EILSEQ)
  /// All readers of the pipe are gone.
  package static let brokenPipe = Errno(EPIPE)

  /// The system's text, such as "No such file or directory".
  package var text: String { String(cString: strerror(code)) }
}
