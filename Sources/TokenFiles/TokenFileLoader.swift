package import TokenModel

/// The desired tokens of the files on a command line, and the diagnostics of the files.
package struct LoadedTokenFiles: Sendable {
  /// In the order of the files, and in their order in each. Complete only if ``diagnostics`` contains no error.
  package var tokens: [DesiredToken]
  /// The sets of modules, in the order of the files.
  package var moduleSets: [ModuleSet] = []
  /// The groups of buyers, in the order of the files.
  package var buyerGroups: [BuyerGroup] = []
  /// Sorted by position; those without one come first.
  package var diagnostics: [Diagnostic]
  /// How many files were found.
  package var fileCount: Int

  /// The parts of a reading.
  package init(
    tokens: [DesiredToken], moduleSets: [ModuleSet] = [], buyerGroups: [BuyerGroup] = [], diagnostics: [Diagnostic],
    fileCount: Int
  ) {
    self.tokens = tokens
    self.moduleSets = moduleSets
    self.buyerGroups = buyerGroups
    self.diagnostics = diagnostics
    self.fileCount = fileCount
  }

  /// No files.
  package static let none = LoadedTokenFiles(tokens: [], diagnostics: [], fileCount: 0)
}

/// Reads the desired state of tokens from YAML files.
package enum TokenFileLoader {
  /// The directory that is read if no path is given.
  package static let defaultDirectory = "tokens"

  /// Whether the default directory does not exist. An unreadable one counts as existing.
  package static var hasNothingByDefault: Bool { !isThere(defaultDirectory) }

  /// Reads files, and all YAML files in directories. Blocks the calling thread.
  ///
  /// - Parameters:
  ///   - paths: Paths of files and directories; if there are none, ``defaultDirectory``.
  ///   - mask: Finds secrets, which are errors in a file and are not quoted.
  /// - Returns: All tokens, and the diagnostics of all files.
  package static func load(paths: [String], mask: SecretMask) -> LoadedTokenFiles {
    if paths.isEmpty, !isThere(defaultDirectory) { return withoutDirectory }
    return load(paths: paths.isEmpty ? [defaultDirectory] : paths, leavingOut: "", mask: mask)
  }

  /// The resolved paths of the files that ``load(paths:mask:)`` would read. Reads none of them, and ignores paths that
  /// cannot be found. Blocks the calling thread.
  package static func files(at paths: [String]) -> [String] {
    var walk = FileWalk()
    for path in paths { walk.add(path) }
    return walk.files.map(\.resolvedPath)
  }

  /// - Parameters:
  ///   - root: The directory that no path may lead out of; nil for the directory that each path is relative to.
  ///   - prefix: Removed from the paths in the positions of tokens.
  ///   - contents: What is read in place of the content of these paths.
  static func load(
    paths: [String], within root: String? = nil, leavingOut prefix: String, replacing contents: [String: [UInt8]] = [:],
    mask: SecretMask
  ) -> LoadedTokenFiles {
    var files = read(paths: paths, within: root, leavingOut: prefix, replacing: contents, mask: mask)
    files.merge.link()
    return files.loaded(mask: mask)
  }

  /// Reads files without linking them. The parameters are those of ``load(paths:within:leavingOut:replacing:mask:)``.
  static func read(
    paths: [String], within root: String? = nil, leavingOut prefix: String, replacing contents: [String: [UInt8]] = [:],
    mask: SecretMask
  ) -> ReadFiles {
    var walk = FileWalk()
    for path in paths { walk.add(path, within: root) }
    var merge = FileMerge(mask: mask)
    for start in stride(from: 0, to: walk.files.count, by: filesAtOnce) {
      let files = Array(walk.files[start..<min(start + filesAtOnce, walk.files.count)])
      merge = files.concurrentMap(
        { read($0, leavingOut: prefix, replacing: contents, mask: mask) }, orderedInto: consume merge
      ) {
        $0.add($1)
      }
    }
    return ReadFiles(merge: merge, problems: walk.problems, count: walk.files.count)
  }

  /// Files that were read and are to be linked.
  struct ReadFiles: Sendable {
    var merge: FileMerge
    /// What is wrong with the paths.
    var problems: [Diagnostic]
    var count: Int
  }

  /// How many files are read concurrently, and so may be in memory while they wait for a slower one before them.
  private static let filesAtOnce = 256

  private static func read(
    _ file: FoundFile, leavingOut prefix: String, replacing contents: [String: [UInt8]], mask: SecretMask
  ) -> ReadFile {
    do throws(FileContent.Failure) {
      let bytes = if let replaced = contents[file.path] { replaced } else { try FileContent.read(file.resolvedPath) }
      return .parsed(ParsedFile(path: file.path, tokenPath: file.path.without(prefix), bytes: bytes, mask: mask))
    } catch {
      let start = SourcePosition(file: file.path, line: 1, column: 1)
      return .unread(Diagnostic(.error, error.code, error.message, help: error.help.map { Advice($0) }, at: start))
    }
  }

  private static var withoutDirectory: LoadedTokenFiles {
    let missing = Diagnostic(
      .error, .noFiles, "there is no directory \"\(defaultDirectory)\" here",
      help: "create it and put YAML files into it, or name the files and directories to read")
    return LoadedTokenFiles(tokens: [], diagnostics: [missing], fileCount: 0)
  }
}

extension TokenFileLoader.ReadFiles {
  /// The result, after the files were linked.
  func loaded(mask: SecretMask) -> LoadedTokenFiles {
    var diagnostics =
      problems + merge.diagnostics + TokenFileLoader.addingExcerpts(to: merge.linkDiagnostics, mask: mask)
    if !diagnostics.containsError, merge.tokens.isEmpty {
      diagnostics.append(
        Diagnostic(.error, .noTokens, "the files declare no tokens", help: "declare a token under `tokens`"))
    }
    return LoadedTokenFiles(
      tokens: merge.tokens, moduleSets: merge.moduleSets, buyerGroups: merge.buyerGroups,
      diagnostics: diagnostics.sortedByPosition(), fileCount: count)
  }
}

extension String {
  fileprivate func without(_ prefix: String) -> String {
    guard utf8.starts(with: prefix.utf8) else { return self }
    return String(utf8.dropFirst(prefix.utf8.count)) ?? self
  }
}

extension [Diagnostic] {
  /// Sorted by position. Those without one come first; those with the same one stay in their order.
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
