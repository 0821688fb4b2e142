import FileAccess
package import TokenModel

extension TokenFileLoader {
  /// Reads the files as they were before the change under review: the same relative paths, under another root. A path that
  /// does not exist there counts as empty. A token of the change that none of these paths has is searched in the whole root,
  /// so that moving or renaming a file does not remove its protection. Blocks the calling thread.
  ///
  /// - Parameters:
  ///   - root: An existing directory.
  ///   - paths: Relative paths of files and directories; if there are none, ``defaultDirectory``.
  ///   - head: The tokens of the files after the change.
  ///   - mask: Finds secrets, which are errors in a file and are not quoted.
  /// - Returns: All tokens, with paths relative to the root in their positions, and the errors of the paths, with whole
  ///   paths in theirs.
  package static func loadBase(
    root: String, paths: [String], head: [DesiredToken], mask: SecretMask
  ) -> LoadedTokenFiles {
    guard (try? FileStatus(following: root))?.kind == .directory else {
      let fault = Diagnostic(
        .error, .unreadableFile, "the base \"\(root)\" is not a directory",
        help: "give the root of a tree with the previous version of the files")
      return LoadedTokenFiles(tokens: [], diagnostics: [fault], fileCount: 0)
    }
    let prefix = root.hasSuffix("/") ? root : root + "/"
    let present = (paths.isEmpty ? [defaultDirectory] : paths).map { $0 == "." ? root : prefix + $0 }
      .filter { isThere($0) }
    var base = LoadedTokenFiles(tokens: [], diagnostics: [], fileCount: 0)
    if !present.isEmpty { base = load(paths: present, within: root, leavingOut: prefix, mask: mask) }
    base.diagnostics = base.diagnostics.filter {
      $0.severity == .error && $0.code != .noFiles && $0.code != .noTokens
    }.map(\.inBase)
    let moved = Set(head.map(\.id)).subtracting(base.tokens.map(\.id))
    if !moved.isEmpty {
      let whole = load(paths: [root], within: root, leavingOut: prefix, mask: mask)
      base.tokens += whole.tokens.filter { moved.contains($0.id) }.map {
        $0.leavingOutFaulty(whole.diagnostics, prefix)
      }
    }
    if present.isEmpty, base.tokens.isEmpty { base.diagnostics.append(.noneInBase(root)) }
    return base
  }

  /// Whether a file exists at a path. One that cannot be examined counts as existing, so that reading it says why.
  static func isThere(_ path: String) -> Bool {
    do throws(Errno) {
      _ = try FileStatus(of: path)
      return true
    } catch {
      return error != .notFound && error != .notADirectory
    }
  }
}

extension DesiredToken {
  /// The token itself, or only its protection if there is an error in its file or in another file that has it: files that
  /// are not planned need not be valid.
  fileprivate func leavingOutFaulty(_ diagnostics: [Diagnostic], _ prefix: String) -> DesiredToken {
    let files = [position.file, prefix + position.file]
    let isFaulty = diagnostics.contains {
      $0.severity == .error && ($0.address == id || files.contains($0.position?.file ?? ""))
    }
    return isFaulty ? DesiredToken(id: id, position: position, document: document, isProtected: isProtected) : self
  }
}

extension Diagnostic {
  fileprivate var inBase: Diagnostic {
    var fault = self
    let way: Advice = "this file is of the base, the tree with the previous version of the files"
    fault.help = help.map { "\($0); \(way)" } ?? way
    return fault
  }

  fileprivate static func noneInBase(_ root: String) -> Diagnostic {
    Diagnostic(
      .warning, .noFiles, "\"\(root)\" has none of these paths, so everything counts as new",
      help:
        "if there is a previous version, check the base: it is the directory in which the same paths are read")
  }
}
