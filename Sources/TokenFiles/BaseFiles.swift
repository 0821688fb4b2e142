import Glibc
package import TokenModel

extension TokenFiles {
  /// Reads the files as they were before the change under review: the same relative paths, under another root. What does
  /// not exist there, or holds no token, is empty. Blocks the calling thread while it does.
  ///
  /// - Parameters:
  ///   - root: An existing directory.
  ///   - paths: Relative paths of files and directories; none stands for the directory that is read without a path.
  ///   - mask: Finds what no file may hold and no diagnostic may quote.
  /// - Returns: All tokens, placed by their paths without the root, and every fault, placed by the whole path.
  package static func loadBase(root: String, paths: [String], mask: SecretMask) -> LoadedTokenFiles {
    guard FileStatus(following: root)?.kind == .directory else {
      let fault = Diagnostic(
        .error, .unreadableFile, "--base names \"\(root)\", which is not a directory",
        help: "give the root of a tree with the files as they were before, or plan without --base")
      return LoadedTokenFiles(tokens: [], diagnostics: [fault], fileCount: 0)
    }
    let prefix = root.hasSuffix("/") ? root : root + "/"
    let present = (paths.isEmpty ? [defaultDirectory] : paths).map { $0 == "." ? root : prefix + $0 }
      .filter { isThere($0) }
    guard !present.isEmpty else {
      let warning = Diagnostic(
        .warning, .noFiles, "\"\(root)\" has none of the paths that are planned, so all counts as proposed",
        help: "if there were files before, check --base: it names the directory in which the same paths are read")
      return LoadedTokenFiles(tokens: [], diagnostics: [warning], fileCount: 0)
    }
    var loaded = load(paths: present, mask: mask)
    loaded.tokens = loaded.tokens.map { $0.placed { $0.without(prefix) } }
    loaded.diagnostics = loaded.diagnostics.filter { $0.code != .noFiles && $0.code != .noTokens }.map(\.inBase)
    return loaded
  }

  /// Whether there is something to read, be it at fault.
  private static func isThere(_ path: String) -> Bool {
    FileStatus(of: path) != nil || errno != ENOENT && errno != ENOTDIR
  }
}

extension SourcePosition {
  fileprivate func without(_ prefix: String) -> SourcePosition {
    guard file.utf8.starts(with: prefix.utf8), let path = String(file.utf8.dropFirst(prefix.utf8.count)) else {
      return self
    }
    return SourcePosition(file: path, line: line, column: column)
  }
}

extension Diagnostic {
  fileprivate var inBase: Diagnostic {
    var fault = self
    let way = "this file is of --base; a plan without --base does not need it"
    fault.help = help.map { "\($0); \(way)" } ?? way
    return fault
  }
}

extension DesiredToken {
  /// The same token with every position in it moved.
  fileprivate func placed(_ move: (SourcePosition) -> SourcePosition) -> DesiredToken {
    let modules = modules?.placed(move)
    return DesiredToken(
      id: id, position: move(position), document: move(document), account: account?.placed(move),
      name: name?.placed(move), tokenDescription: tokenDescription?.placed(move), icon: icon?.placed(move),
      modules: modules.map { list in
        let entries = list.value.map {
          DesiredModule($0.reference, at: move($0.position), filters: $0.filters?.placed(move))
        }
        return Located(entries, at: list.position)
      },
      isProtected: isProtected?.placed(move))
  }
}

extension Located {
  fileprivate func placed(_ move: (SourcePosition) -> SourcePosition) -> Located {
    Located(value, at: move(position))
  }
}
