import Glibc
import TokenModel

/// A regular file to be read.
struct FoundFile: Sendable {
  /// The path as it was reached from the command line.
  var path: String
  /// The same file without any symbolic link on the way.
  var resolvedPath: String
}

/// Finds the files that paths on a command line stand for. Reads none of them.
struct FileWalk {
  private(set) var files: [FoundFile] = []
  private(set) var problems: [Diagnostic] = []
  private var taken: Set<FileIdentity> = []

  /// Takes a path: a file whatever its name, or a directory that is walked for YAML files.
  mutating func add(_ path: String) {
    let path = Self.withoutTrailingSlashes(path)
    guard let status = FileStatus(following: path), let resolved = resolve(path) else {
      let reason = systemErrorText(errno)
      problems.append(Diagnostic(.error, .unreadableFile, "\"\(path)\" cannot be read: \(reason)"))
      return
    }
    switch status.kind {
    case .directory: walk(path, root: resolved)
    case .regular: take([Candidate(file: FoundFile(path: path, resolvedPath: resolved), identity: status.identity)])
    case .link, .other: problems.append(Self.notRegular(path))
    }
  }

  private mutating func walk(_ path: String, root: String) {
    var walk = DirectoryWalk(root: root)
    walk.run(from: path)
    problems += walk.problems
    if walk.candidates.isEmpty, walk.problems.isEmpty {
      problems.append(Diagnostic(.error, .noFiles, "the directory \"\(path)\" holds no *.yaml or *.yml file"))
    }
    take(walk.candidates)
  }

  /// Takes files in the order of their paths, each once; one that is reached both ways not through a link.
  private mutating func take(_ candidates: [Candidate]) {
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

  static func notRegular(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .notARegularFile, "\"\(path)\" is not a regular file",
      help: "only regular files and directories are read",
      at: SourcePosition(file: path, line: 1, column: 1))
  }
}

/// A file that may be taken.
struct Candidate {
  var file: FoundFile
  var identity: FileIdentity
  var isThroughLink = false
}

/// One directory with all that is below it.
struct DirectoryWalk {
  /// The directory that nothing may lead out of, without symbolic links.
  let root: String
  private(set) var candidates: [Candidate] = []
  private(set) var problems: [Diagnostic] = []
  private var visited: Set<FileIdentity> = []
  private var directories: [Directory] = []
  private var links: [Directory] = []

  private struct Directory {
    var path: String
    var depth: Int
    var isThroughLink: Bool
  }

  init(root: String) {
    self.root = root
  }

  /// Visits the directories first, then what links lead to, so that a link adds only what is not reached without it.
  mutating func run(from path: String) {
    directories = [Directory(path: path, depth: 0, isThroughLink: false)]
    while true {
      if let directory = directories.popLast() {
        visit(directory)
      } else if let link = links.popLast() {
        follow(link)
      } else {
        return
      }
    }
  }

  private mutating func visit(_ directory: Directory) {
    guard let status = FileStatus(following: directory.path) else { return unreadable(directory.path, errno) }
    guard visited.insert(status.identity).inserted else { return }
    guard directory.depth <= Limits.directoryDepth else {
      return report(.tooDeep, directory.path, "directories are nested more than \(Limits.directoryDepth) deep")
    }
    guard let names = directoryEntries(directory.path) else { return unreadable(directory.path, errno) }
    for name in names where !name.utf8.starts(with: ".".utf8) {
      let path =
        directory.path == "."
        ? name : directory.path.hasSuffix("/") ? directory.path + name : directory.path + "/" + name
      visitEntry(Directory(path: path, depth: directory.depth + 1, isThroughLink: directory.isThroughLink))
    }
  }

  private mutating func visitEntry(_ entry: Directory) {
    guard let status = FileStatus(of: entry.path) else { return unreadable(entry.path, errno) }
    switch status.kind {
    case .directory: directories.append(entry)
    case .link: links.append(entry)
    case .regular, .other: take(entry, status)
    }
  }

  private mutating func follow(_ link: Directory) {
    guard let resolved = resolve(link.path), let status = FileStatus(following: link.path) else {
      return unreadable(link.path, errno)
    }
    guard resolved == root || resolved.hasPrefix(root == "/" ? root : root + "/") else {
      return report(
        .linkLeadsOutside, link.path, "the symbolic link leads out of the directory that is read",
        help: "to \"\(resolved)\"")
    }
    var target = link
    target.isThroughLink = true
    if status.kind == .directory { directories.append(target) } else { take(target, status) }
  }

  private mutating func take(_ entry: Directory, _ status: FileStatus) {
    guard entry.path.hasSuffix(".yaml") || entry.path.hasSuffix(".yml") else { return }
    guard status.kind == .regular else { return problems.append(FileWalk.notRegular(entry.path)) }
    guard let resolved = resolve(entry.path) else { return unreadable(entry.path, errno) }
    candidates.append(
      Candidate(
        file: FoundFile(path: entry.path, resolvedPath: resolved), identity: status.identity,
        isThroughLink: entry.isThroughLink))
  }

  private mutating func unreadable(_ path: String, _ error: Int32) {
    report(.unreadableFile, path, "it cannot be read: \(systemErrorText(error))")
  }

  private mutating func report(_ code: DiagnosticCode, _ path: String, _ message: String, help: String? = nil) {
    problems.append(Diagnostic(.error, code, message, help: help, at: SourcePosition(file: path, line: 1, column: 1)))
  }
}
