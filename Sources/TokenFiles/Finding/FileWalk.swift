import FileAccess
import TokenModel

/// A regular file to be read.
struct FoundFile: Sendable {
  /// The path by which it was reached from the command line.
  var path: String
  /// The path of the same file without symbolic links.
  var resolvedPath: String
}

/// Finds the files that paths on a command line name. Reads none of them.
struct FileWalk {
  private(set) var files: [FoundFile] = []
  private(set) var problems: [Diagnostic] = []
  private var taken: Set<FileIdentity> = []

  /// Adds a file of any name, or all YAML files in a directory.
  ///
  /// - Parameter root: The directory that no symbolic link in the path may lead out of; nil for the working directory, or,
  ///   if the path is absolute or contains `..`, the directory that the path is in.
  mutating func add(_ path: String, within root: String? = nil) {
    if path == "-" { return problems.append(.standardInputIsNotRead) }
    let path = Self.withoutTrailingSlashes(path)
    do throws(Errno) {
      let status = try FileStatus(following: path)
      // Checked before the path is resolved, because a pipe has none.
      guard status.kind == .regular || status.kind == .directory else {
        return problems.append(.notRegular(path))
      }
      let resolved = try FileSystem.resolve(path)
      let bounds = try FileSystem.resolve(root ?? Self.directory(around: path))
      guard resolved.isInside(bounds) else { return problems.append(.leadsOutside(path, to: resolved)) }
      if status.kind == .directory {
        walk(path, root: resolved)
      } else {
        add([Candidate(file: FoundFile(path: path, resolvedPath: resolved), identity: status.identity)])
      }
    } catch {
      problems.append(Diagnostic(.error, .unreadableFile, "\"\(path)\" cannot be read: \(error.reason)"))
    }
  }

  private mutating func walk(_ path: String, root: String) {
    var walk = DirectoryWalk(root: root)
    walk.run(from: path)
    problems += walk.problems
    if walk.candidates.isEmpty, walk.problems.isEmpty {
      problems.append(Diagnostic(.error, .noFiles, "the directory \"\(path)\" contains no *.yaml or *.yml file"))
    }
    add(walk.candidates)
  }

  /// Adds files in the order of their paths, each once. A file that is also reached directly is not added through a link.
  private mutating func add(_ candidates: [Candidate]) {
    let direct = Set(candidates.lazy.filter { !$0.isThroughLink }.map(\.identity))
    for candidate in candidates.sorted(by: { $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8) }) {
      if candidate.isThroughLink, direct.contains(candidate.identity) { continue }
      if taken.insert(candidate.identity).inserted { files.append(candidate.file) }
    }
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }

  private static func directory(around path: String) -> String {
    let parts = path.split(separator: "/")
    if !path.hasPrefix("/"), !parts.contains("..") { return "." }
    if parts.last == ".." { return path }
    return (path.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
  }
}

extension String {
  /// Whether a resolved path is a directory or is below it.
  func isInside(_ directory: String) -> Bool {
    self == directory || hasPrefix(directory == "/" ? directory : directory + "/")
  }
}

extension Diagnostic {
  fileprivate static var standardInputIsNotRead: Diagnostic {
    Diagnostic(
      .error, .notARegularFile, "standard input is not read (`-` means standard input)",
      help: "write the content to a file and name that file; for a file named `-`, write `./-`")
  }

  static func notRegular(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .notARegularFile, "\"\(path)\" is not a regular file",
      help: "only regular files and directories are read",
      at: SourcePosition(file: path, line: 1, column: 1))
  }

  fileprivate static func leadsOutside(_ path: String, to target: String) -> Diagnostic {
    Diagnostic(
      .error, .linkLeadsOutside, "the symbolic link leads out of the directory that it is in",
      help: "to \"\(target)\"; to read it, name that path", at: SourcePosition(file: path, line: 1, column: 1))
  }
}
