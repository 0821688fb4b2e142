import FileAccess
import Glibc

/// A file that could not be read or written.
package struct FileError: Error, CustomStringConvertible {
  /// What was tried, with which file, and why it failed.
  package let description: String

  /// - Parameter verb: What was tried, as in "read".
  init(_ verb: String, _ path: String, _ error: Errno) {
    description = "cannot \(verb) \(path): \(error.text)"
  }
}

/// The whole content of a file.
func readFile(_ path: String) throws(FileError) -> [UInt8] {
  do throws(Errno) {
    return try FileDescriptor(opening: path, O_RDONLY).readAll(limit: .max)
  } catch {
    throw FileError("read", path, error)
  }
}

/// Replaces a file as a whole: a reader sees the old content or the new, never a part.
func replaceFile(_ path: String, with content: String) throws(FileError) {
  do throws(Errno) {
    try FileSystem.writeFile(Array(content.utf8), to: path, keepsMode: true)
  } catch {
    throw FileError("write", path, error)
  }
}

/// Opens a file to append to, and creates it if there is none.
func openForAppending(_ path: String) throws(FileError) -> FileDescriptor {
  do throws(Errno) {
    return try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_APPEND)
  } catch {
    throw FileError("write", path, error)
  }
}
