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
package enum TokenFiles {
  /// The directory that is read where no path is given.
  static let defaultDirectory = "tokens"

  /// Reads files, and directories with all the YAML files in them. Blocks the calling thread while it does.
  ///
  /// - Parameters:
  ///   - paths: Paths of files and directories; none stands for ``defaultDirectory``.
  ///   - mask: Finds what no file may hold and no diagnostic may quote.
  /// - Returns: All tokens, and every fault of every file.
  package static func load(paths: [String], mask: SecretMask) -> LoadedTokenFiles {
    if paths.isEmpty, FileStatus(following: defaultDirectory) == nil { return withoutDirectory }
    var walk = FileWalk()
    for path in paths.isEmpty ? [defaultDirectory] : paths { walk.add(path) }
    let merge = walk.files.forEachSideBySide({ read($0, mask: mask) }, into: FileMerge(mask: mask)) { $0.add($1) }
    let tokens = merge.tokens
    var diagnostics = walk.problems + merge.diagnostics
    if diagnostics.isEmpty, tokens.isEmpty {
      diagnostics.append(
        Diagnostic(.error, .noTokens, "no token is named in any of the files", help: "name one under `tokens`"))
    }
    return LoadedTokenFiles(
      tokens: tokens, diagnostics: diagnostics.sortedByPosition(), fileCount: walk.files.count)
  }

  private static func read(_ file: FoundFile, mask: SecretMask) -> ReadFile {
    do throws(FileContent.Failure) {
      return .parsed(ParsedFile(path: file.path, bytes: try FileContent.read(file.resolvedPath), mask: mask))
    } catch {
      let start = SourcePosition(file: file.path, line: 1, column: 1)
      return .unread(Diagnostic(.error, error.code, error.message, help: error.help, at: start))
    }
  }

  private static var withoutDirectory: LoadedTokenFiles {
    let missing = Diagnostic(
      .error, .noFiles, "there is no directory \"\(defaultDirectory)\" here",
      help: "make it and put YAML files into it, or name the files and directories to read")
    return LoadedTokenFiles(tokens: [], diagnostics: [missing], fileCount: 0)
  }
}

/// What came of reading one file.
private enum ReadFile: Sendable {
  case parsed(ParsedFile)
  case unread(Diagnostic)
}

/// Puts together what several files say.
package struct FileMerge: Sendable {
  let mask: SecretMask
  package private(set) var diagnostics: [Diagnostic] = []
  private var tokensOfFiles: [[DesiredToken]] = []
  private var paths: [String] = []
  private var places: [TokenID: Place] = [:]

  /// Where a token is named first.
  private struct Place {
    /// The index of the file among ``paths``.
    var file: Int
    var key: Mark
  }

  package init(mask: SecretMask) {
    self.mask = mask
  }

  /// Takes what came of reading the next file.
  fileprivate mutating func add(_ file: ReadFile) {
    switch file {
    case .parsed(let file): add(file)
    case .unread(let fault): diagnostics.append(fault)
    }
  }

  /// All tokens in the order of the files. They are copied for it, once and to where all have room.
  package var tokens: [DesiredToken] {
    var tokens: [DesiredToken] = []
    tokens.reserveCapacity(tokensOfFiles.reduce(0) { $0 + $1.count })
    for file in tokensOfFiles { tokens += file }
    return tokens
  }

  /// Takes the next file; a token that an earlier file, or document, names already is a fault of this one.
  package mutating func add(_ file: ParsedFile) {
    var file = file
    paths.append(file.path)
    let repeated = takePlaces(of: &file)
    if !repeated.isEmpty {
      file.tokens = zip(file.tokens, file.tokens.indices).filter { !repeated.contains($1) }.map(\.0)
    }
    tokensOfFiles.append(file.tokens)
    if file.faults.isEmpty { return }
    var excerpts = Excerpts(file, mask: mask)
    diagnostics += excerpts.diagnostics()
  }

  /// Takes note of where each token is named. Gives those that are named already, and adds them to the file's faults.
  private mutating func takePlaces(of file: inout ParsedFile) -> Set<Int> {
    var repeated: Set<Int> = []
    for index in file.tokens.indices {
      let id = file.tokens[index].id
      let key = file.tokenKeys[index]
      guard let first = places.updateValue(Place(file: paths.count - 1, key: key.start), forKey: id) else { continue }
      places[id] = first
      repeated.insert(index)
      let place = "\(paths[first.file]):\(first.key.line):\(first.key.column)"
      file.faults.add(
        Fault(
          .duplicateToken, "the token \(Quoting(mask: mask)(id.rawValue)) is named twice; first at \(place)", address: id,
          at: key))
    }
    return repeated
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
