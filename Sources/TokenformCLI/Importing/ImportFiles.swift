import Glibc
import TokenModel

/// Files to be written by an import: all of them, or none.
struct ImportFiles: Sendable {
  struct File: Sendable {
    let path: String
    let text: String
  }

  var files: [File]
  /// Made if it is not there.
  var directory: String?
  var isForced: Bool

  /// Writes the files, unless something is in the way of one. Blocks. Returns all that is wrong.
  func write() -> [Diagnostic] {
    let conflicts = files.compactMap(conflict)
    guard conflicts.isEmpty else { return conflicts }
    do throws(WriteFailure) {
      if let directory { try Self.makeDirectory(directory) }
      for file in files { try FileWriting.write(Array(file.text.utf8), to: file.path, replacing: isForced) }
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

  /// Makes a directory, and those above it.
  private static func makeDirectory(_ path: String) throws(WriteFailure) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      if mkdir(part, 0o777) != 0, errno != EEXIST { throw WriteFailure(part) }
    }
  }
}
