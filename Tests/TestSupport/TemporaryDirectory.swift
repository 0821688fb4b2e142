import FoundationEssentials
import Glibc

/// A directory of its own for one test, removed at the end of the object's life, or before that with ``remove()``.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "tokenform-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { remove() }

  package func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, and the directories above it.
  /// - Returns: its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Makes a symbolic link. Its target is relative to the directory that the link is in.
  package func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  package func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path).appending(path: name)), as: UTF8.self)
  }

  /// Makes a pipe with a name, whose reader sees what is written as it is written.
  package func makePipe(_ name: String) throws -> String {
    let pipe = "\(path)/\(name)"
    guard mkfifo(pipe, 0o600) == 0 else { throw SystemFault("mkfifo") }
    return pipe
  }
}

/// A call of the operating system that failed.
package struct SystemFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ call: String, _ number: Int32 = errno) {
    description = "\(call): \(String(cString: strerror(number)))"
  }
}
