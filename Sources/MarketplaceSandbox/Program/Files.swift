import Glibc

/// A file that could not be read or written.
package struct FileError: Error, CustomStringConvertible {
  package let description: String

  /// What `errno` says of an attempt: `doing` is what was tried, as in "read".
  init(_ doing: String, _ path: String) {
    description = "cannot \(doing) \(path): \(String(cString: strerror(errno)))"
  }
}

/// The whole content of a file.
func readFile(_ path: String) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError("read", path) }
  defer { close(descriptor) }
  var content: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw FileError("read", path) }
    if count == 0 { return content }
    content.append(contentsOf: buffer[..<count])
  }
}

/// Replaces a file as a whole: a reader sees the old content or the new, never a part.
func replaceFile(_ path: String, with content: String) throws(FileError) {
  let draft = "\(path).\(getpid()).draft"
  let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw FileError("write", path) }
  let isWritten = writeAll(Array(content.utf8), to: descriptor) && fsync(descriptor) == 0
  guard close(descriptor) == 0, isWritten, rename(draft, path) == 0 else {
    let error = FileError("write", path)
    unlink(draft)
    throw error
  }
}

/// Opens a file that lines are added to at the end.
func openForAppending(_ path: String) throws(FileError) -> Int32 {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw FileError("write", path) }
  return descriptor
}

/// Writes all bytes; false where that fails.
@discardableResult
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
