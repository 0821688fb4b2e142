import FileAccess
import TokenFiles
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
  /// The tokens that the files will name.
  var ids: Set<TokenID>
  /// The directory in which no other file may name one of them.
  var directory: String
  /// What the run has read: none of it may be written.
  var configuration: [String]
  var inputs: [String]

  /// Makes the directories. Blocks. Returns all that is in the way; then no file may be written.
  func prepare() -> [Diagnostic] {
    let read = OutputFiles(
      outputs: files.map { ("out", $0.path) }, configuration: configuration, inputs: inputs)
    let conflicts = files.compactMap(conflict) + read.conflicts() + namedBeside()
    guard conflicts.isEmpty else { return conflicts }
    do throws(Diagnostic) {
      for directory in Set(files.compactMap(\.directory)) { try Self.makeDirectory(directory) }
      return []
    } catch {
      return [error]
    }
  }

  /// Writes one of the files. Blocks. Returns why it cannot be written.
  func write(_ file: File) -> Diagnostic? {
    do throws(Diagnostic) {
      // What is replaced must not be lost with the power; what is new can be imported again.
      try FileWriting.write(
        Array(file.text.utf8), to: file.path, replacing: isForced, keepsMode: true, waitsForDisk: isForced)
      return nil
    } catch {
      return error
    }
  }

  /// An error for each of the tokens that another file in the directory names: planned together, neither file would be
  /// read any more. Files at fault are not looked at closer.
  private func namedBeside() -> [Diagnostic] {
    guard FileIdentity(of: directory) != nil else { return [] }
    let replaced = Set(files.compactMap { FileIdentity(of: $0.path) })
    return TokenFileLoader.load(paths: [directory], mask: SecretMask()).tokens.compactMap { token in
      guard ids.contains(token.id), let file = FileIdentity(of: token.position.file), !replaced.contains(file)
      else { return nil }
      return Diagnostic(
        .error, .duplicateToken, "a file in that directory already names \(token.id)",
        help: "write to another directory, or write only unmanaged tokens with --unmanaged; nothing was written",
        address: token.id, at: token.position)
    }
  }

  private func conflict(_ file: File) -> Diagnostic? {
    guard let status = try? FileStatus(of: file.path) else { return nil }
    guard status.kind == .regular else {
      return .unwritable(file.path, "it already exists and is not a regular file")
    }
    guard !isForced else { return nil }
    return Diagnostic(
      .error, .fileExists, "\"\(file.path)\" already exists",
      help: "choose another path, or replace it with --force; nothing was written")
  }

  /// Creates a directory and its missing parents.
  private static func makeDirectory(_ path: String) throws(Diagnostic) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      do throws(Errno) {
        try FileSystem.makeDirectory(part)
      } catch {
        throw .unwritable(part, error)
      }
    }
  }
}
