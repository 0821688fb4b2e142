import Glibc
import TokenModel

/// Files to be written by an import, with the directories that they need. If something is in the way of one of them, none
/// is written.
struct ImportFiles: Sendable {
  struct File: Sendable {
    let path: String
    let text: String

    fileprivate var directory: String? { path.lastIndex(of: "/").map { String(path[..<$0]) } }
  }

  var files: [File]
  /// Whether files that are there already give way.
  var isForced: Bool

  /// Blocks. Returns all that is wrong.
  func write() -> [Diagnostic] {
    let conflicts = files.compactMap(conflict)
    guard conflicts.isEmpty else { return conflicts }
    do throws(WriteFailure) {
      for directory in Set(files.compactMap(\.directory)) { try Self.makeDirectory(directory) }
      for file in files {
        try FileWriting.write(Array(file.text.utf8), to: file.path, replacing: isForced, waitsForDisk: false)
      }
      return []
    } catch {
      return [error.diagnostic]
    }
  }

  private func conflict(_ file: File) -> Diagnostic? {
    var status = stat()
    guard lstat(file.path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return WriteFailure(file.path, "it is there, and is no regular file").diagnostic
    }
    guard !isForced else { return nil }
    return Diagnostic(
      .error, .fileExists, "\"\(file.path)\" is there already",
      help: "write somewhere else, or replace it with --force; nothing was written")
  }

  /// Makes a directory, and those above it, where they are missing.
  private static func makeDirectory(_ path: String) throws(WriteFailure) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      if mkdir(part, 0o777) != 0, errno != EEXIST { throw WriteFailure(part) }
    }
  }
}
