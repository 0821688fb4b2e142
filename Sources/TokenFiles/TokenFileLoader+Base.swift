import FileAccess
package import TokenModel

extension TokenFileLoader {
  /// Reads the files as they were before the change under review: the same relative paths, under another root. A path that
  /// does not exist there counts as empty. A token of the change that none of these paths has is searched in the whole root,
  /// so that moving or renaming a file does not remove its protection. So is a set or a group that these paths do not define.
  /// Blocks the calling thread.
  ///
  /// - Parameters:
  ///   - root: An existing directory.
  ///   - paths: Relative paths of files and directories; if there are none, ``defaultDirectory``.
  ///   - head: The files after the change.
  ///   - mask: Finds secrets, which are errors in a file and are not quoted.
  /// - Returns: All tokens, with paths relative to the root in their positions, and the errors of the paths, with whole
  ///   paths in theirs.
  package static func loadBase(
    root: String, paths: [String], head: LoadedTokenFiles, mask: SecretMask
  ) -> LoadedTokenFiles {
    guard (try? FileStatus(following: root))?.kind == .directory else {
      let fault = Diagnostic(
        .error, .unreadableFile, "the base \"\(root)\" is not a directory",
        help: "name a directory with the previous version of the files")
      return LoadedTokenFiles(tokens: [], diagnostics: [fault], fileCount: 0)
    }
    let prefix = root.hasSuffix("/") ? root : root + "/"
    let present = (paths.isEmpty ? [defaultDirectory] : paths).map { $0 == "." ? root : prefix + $0 }
      .filter { isThere($0) }
    var planned = read(paths: present, within: root, leavingOut: prefix, mask: mask)
    let moved = Moved(head, since: planned.merge)
    var base: LoadedTokenFiles
    if moved.isEmpty {
      planned.merge.link()
      base = planned.base(mask: mask)
    } else {
      var whole = read(paths: [root], within: root, leavingOut: prefix, mask: mask)
      let unlinked = planned.merge.link(with: &whole.merge)
      base = planned.base(mask: mask)
      base.add(moved, of: whole, unlinked: unlinked, leavingOut: prefix)
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

extension TokenFileLoader.ReadFiles {
  /// The result, after the files were linked, without what is wrong with files only if they are planned.
  fileprivate func base(mask: SecretMask) -> LoadedTokenFiles {
    var base = loaded(mask: mask)
    base.diagnostics = base.diagnostics.filter {
      $0.severity == .error && $0.code != .noFiles && $0.code != .noTokens
    }.map(\.inBase)
    return base
  }
}

/// What the change has, and the planned paths did not have before it: it is searched in the whole tree.
private struct Moved {
  let tokens: Set<TokenID>
  let sets: Set<String>
  let groups: Set<String>
  /// Whether the planned paths used sets or groups that they did not define.
  private let refersElsewhere: Bool

  init(_ head: LoadedTokenFiles, since base: FileMerge) {
    tokens = Set(head.tokens.map(\.id)).subtracting(base.tokens.map(\.id))
    sets = Set(head.moduleSets.map(\.name)).subtracting(base.sets.names)
    groups = Set(head.buyerGroups.map(\.name)).subtracting(base.groups.names)
    refersElsewhere = base.refersElsewhere
  }

  var isEmpty: Bool { tokens.isEmpty && sets.isEmpty && groups.isEmpty && !refersElsewhere }
}

extension LoadedTokenFiles {
  /// Adds what moved from the whole tree, in which files need not be valid, and a name may mean several things that never
  /// meet in one run.
  fileprivate mutating func add(
    _ moved: Moved, of whole: TokenFileLoader.ReadFiles, unlinked: Set<TokenID>, leavingOut prefix: String
  ) {
    let faults = (whole.problems + whole.merge.diagnostics).filter { $0.code != .duplicateDefinition }
    tokens += whole.merge.tokens.filter { moved.tokens.contains($0.id) }.map { token in
      unlinked.contains(token.id) ? token.onlyProtected : token.leavingOutFaulty(faults, prefix)
    }
    moduleSets += whole.merge.moduleSets.filter { moved.sets.contains($0.name) }
    buyerGroups += whole.merge.buyerGroups.filter { moved.groups.contains($0.name) }
  }
}

extension DesiredToken {
  /// The token without anything that it asks for.
  fileprivate var onlyProtected: DesiredToken {
    DesiredToken(id: id, position: position, document: document, isProtected: isProtected)
  }

  /// The token itself, or only its protection if there is an error in its file or in another file that has it: files that
  /// are not planned need not be valid.
  fileprivate func leavingOutFaulty(_ diagnostics: [Diagnostic], _ prefix: String) -> DesiredToken {
    let files = [position.file, prefix + position.file]
    let isFaulty = diagnostics.contains {
      $0.severity == .error && ($0.address == id || files.contains($0.position?.file ?? ""))
    }
    return isFaulty ? onlyProtected : self
  }
}

extension Diagnostic {
  fileprivate var inBase: Diagnostic {
    var fault = self
    let way: Advice = "this file is in the base, the previous version of the files"
    fault.help = help.map { "\($0); \(way)" } ?? way
    return fault
  }

  fileprivate static func noneInBase(_ root: String) -> Diagnostic {
    Diagnostic(
      .warning, .noFiles, "\"\(root)\" has none of these paths, so everything counts as new",
      help:
        "if there is a previous version, check the base: the same paths are read under it")
  }
}
