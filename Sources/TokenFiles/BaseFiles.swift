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
    var loaded = load(paths: present, leavingOut: prefix, mask: mask)
    loaded.diagnostics = loaded.diagnostics.filter { $0.code != .noFiles && $0.code != .noTokens }.map(\.inBase)
    return loaded
  }

  /// Whether there is something to read, be it at fault.
  private static func isThere(_ path: String) -> Bool {
    FileStatus(of: path) != nil || errno != ENOENT && errno != ENOTDIR
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
