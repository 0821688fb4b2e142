import FileAccess
import TokenModel

/// A file that a walk found, before duplicates are removed.
struct Candidate {
  var file: FoundFile
  var identity: FileIdentity
  var isThroughLink = false
}

/// Walks one directory and everything below it.
struct DirectoryWalk {
  /// The directory that no symbolic link may lead out of, as a resolved path.
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

  /// Visits directories before the targets of links, so that a link adds only files that are not reached without it.
  mutating func run(from path: String) {
    directories = [Directory(path: path, depth: 0, isThroughLink: false)]
    while true {
      if let directory = directories.popLast() {
        attempt(directory.path) { walk throws(Errno) in try walk.visit(directory) }
      } else if let link = links.popLast() {
        attempt(link.path) { walk throws(Errno) in try walk.follow(link) }
      } else {
        return
      }
    }
  }

  private mutating func attempt(_ path: String, _ body: (inout Self) throws(Errno) -> Void) {
    do throws(Errno) {
      try body(&self)
    } catch {
      report(.unreadableFile, path, "it cannot be read: \(error.reason)")
    }
  }

  private mutating func visit(_ directory: Directory) throws(Errno) {
    guard try visited.insert(FileStatus(following: directory.path).identity).inserted else { return }
    guard directory.depth <= Limits.directoryDepth else {
      return report(.tooDeep, directory.path, "directories are nested more than \(Limits.directoryDepth) deep")
    }
    let entries = try FileSystem.entries(of: directory.path)
    let prefix =
      directory.path == "." ? "" : directory.path.hasSuffix("/") ? directory.path : directory.path + "/"
    for name in entries.compactMap(\.unreadableName).sorted() {
      problems.append(
        Diagnostic(
          .error, .unreadableFile, "the name of \"\(prefix)\(name)\" is not valid UTF-8", help: "rename it"))
    }
    for name in entries.lazy.filter({ !$0.isHidden }).compactMap(\.text) {
      let entry = Directory(
        path: prefix + name, depth: directory.depth + 1, isThroughLink: directory.isThroughLink)
      attempt(entry.path) { walk throws(Errno) in try walk.visitEntry(entry) }
    }
  }

  private mutating func visitEntry(_ entry: Directory) throws(Errno) {
    let status = try FileStatus(of: entry.path)
    switch status.kind {
    case .directory: directories.append(entry)
    case .link: links.append(entry)
    case .regular, .other: try add(entry, status)
    }
  }

  private mutating func follow(_ link: Directory) throws(Errno) {
    let status = try FileStatus(following: link.path)
    // A pipe has no path.
    guard status.kind == .directory || status.kind == .regular else { return try add(link, status) }
    let resolved = try FileSystem.resolve(link.path)
    guard resolved.isInside(root) else {
      return report(
        .linkLeadsOutside, link.path, "the symbolic link leads out of the directory that is searched",
        help: "to \"\(resolved)\"")
    }
    var target = link
    target.isThroughLink = true
    if status.kind == .directory { directories.append(target) } else { try add(target, status) }
  }

  private mutating func add(_ entry: Directory, _ status: FileStatus) throws(Errno) {
    guard entry.path.utf8.isNamedAsYAML else { return }
    guard status.kind == .regular else { return problems.append(.notRegular(entry.path)) }
    candidates.append(
      Candidate(
        file: FoundFile(path: entry.path, resolvedPath: try FileSystem.resolve(entry.path)), identity: status.identity,
        isThroughLink: entry.isThroughLink))
  }

  private mutating func report(_ code: DiagnosticCode, _ path: String, _ message: String, help: Advice? = nil) {
    problems.append(Diagnostic(.error, code, message, help: help, at: SourcePosition(file: path, line: 1, column: 1)))
  }
}

extension DirectoryEntry {
  /// The name; nil if it is not valid UTF-8.
  fileprivate var text: String? { String(validating: name, as: UTF8.self) }

  fileprivate var isHidden: Bool { name.first == UInt8(ascii: ".") }

  /// A name that is not valid UTF-8, with escapes such as `\xFF`; nil if it is valid, or is of a file that would not be
  /// read anyway.
  fileprivate var unreadableName: String? {
    guard text == nil, !isHidden, !isRegular || name.isNamedAsYAML else { return nil }
    return name.escapingInvalidUTF8
  }
}
