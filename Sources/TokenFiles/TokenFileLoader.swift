package import TokenModel

/// What the files on a command line ask for, and what is wrong with them.
package struct LoadedTokenFiles: Sendable {
  /// In the order of the files, and as they stand in each. Whole only if ``diagnostics`` holds no error.
  package var tokens: [DesiredToken]
  /// Sorted by position.
  package var diagnostics: [Diagnostic]
  /// How many files were found.
  package var fileCount: Int
}

/// Reads the desired state of tokens from YAML files.
package enum TokenFileLoader {
  /// The directory that is read where no path is given.
  package static let defaultDirectory = "tokens"

  /// Whether the directory that is read without a path does not exist. One that only cannot be looked at does.
  package static var hasNothingByDefault: Bool { !isThere(defaultDirectory) }

  /// Reads files, and directories with all the YAML files in them. Blocks the calling thread while it does.
  ///
  /// - Parameters:
  ///   - paths: Paths of files and directories; none stands for ``defaultDirectory``.
  ///   - mask: Finds what no file may hold and no diagnostic may quote.
  /// - Returns: All tokens, and every fault of every file.
  package static func load(paths: [String], mask: SecretMask) -> LoadedTokenFiles {
    if paths.isEmpty, !isThere(defaultDirectory) { return withoutDirectory }
    return load(paths: paths.isEmpty ? [defaultDirectory] : paths, leavingOut: "", mask: mask)
  }

  /// The files that ``load(paths:mask:)`` would read, without any symbolic link on the way. Reads none of them, and says
  /// nothing of those that cannot be found. Blocks the calling thread while it does.
  package static func files(at paths: [String]) -> [String] {
    var walk = FileWalk()
    for path in paths { walk.add(path) }
    return walk.files.map(\.resolvedPath)
  }

  /// - Parameter prefix: What the places of tokens leave out of the paths of their files.
  /// - Parameter root: The directory that the paths must not lead out of; nil for the one that each is relative to.
  static func load(
    paths: [String], within root: String? = nil, leavingOut prefix: String, mask: SecretMask
  ) -> LoadedTokenFiles {
    var walk = FileWalk()
    for path in paths { walk.add(path, within: root) }
    var merge = FileMerge(mask: mask)
    for start in stride(from: 0, to: walk.files.count, by: filesAtOnce) {
      let files = Array(walk.files[start..<min(start + filesAtOnce, walk.files.count)])
      merge = files.forEachSideBySide({ read($0, leavingOut: prefix, mask: mask) }, into: consume merge) { $0.add($1) }
    }
    var diagnostics = walk.problems + merge.diagnostics
    if !diagnostics.containsError, merge.tokens.isEmpty {
      diagnostics.append(
        Diagnostic(.error, .noTokens, "no token is named in any of the files", help: "name one under `tokens`"))
    }
    return LoadedTokenFiles(
      tokens: merge.tokens, diagnostics: diagnostics.sortedByPosition(), fileCount: walk.files.count)
  }

  /// How many files may be held in memory that wait for a slower one before them.
  private static let filesAtOnce = 256

  private static func read(_ file: FoundFile, leavingOut prefix: String, mask: SecretMask) -> ReadFile {
    do throws(FileContent.Failure) {
      let bytes = try FileContent.read(file.resolvedPath)
      return .parsed(ParsedFile(path: file.path, tokenPath: file.path.without(prefix), bytes: bytes, mask: mask))
    } catch {
      let start = SourcePosition(file: file.path, line: 1, column: 1)
      return .unread(Diagnostic(.error, error.code, error.message, help: error.help.map { Advice($0) }, at: start))
    }
  }

  private static var withoutDirectory: LoadedTokenFiles {
    let missing = Diagnostic(
      .error, .noFiles, "there is no directory \"\(defaultDirectory)\" here",
      help: "make it and put YAML files into it, or name the files and directories to read")
    return LoadedTokenFiles(tokens: [], diagnostics: [missing], fileCount: 0)
  }
}

extension String {
  fileprivate func without(_ prefix: String) -> String {
    guard utf8.starts(with: prefix.utf8) else { return self }
    return String(utf8.dropFirst(prefix.utf8.count)) ?? self
  }
}

extension [Diagnostic] {
  /// Those without a position first; in one place, as they were found.
  fileprivate func sortedByPosition() -> [Diagnostic] {
    enumerated().sorted { left, right in
      switch (left.element.position, right.element.position) {
      case (nil, nil): left.offset < right.offset
      case (nil, _): true
      case (_, nil): false
      case (let first?, let second?): first == second ? left.offset < right.offset : first < second
      }
    }.map(\.element)
  }
}
