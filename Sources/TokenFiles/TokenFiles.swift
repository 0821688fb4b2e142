import Glibc
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

  /// Whether nothing at all stands where files are read that nobody names. What only cannot be looked at is there.
  package static var hasNothingByDefault: Bool {
    FileStatus(of: defaultDirectory) == nil && errno == ENOENT
  }

  /// Reads files, and directories with all the YAML files in them. Blocks the calling thread while it does.
  ///
  /// - Parameters:
  ///   - paths: Paths of files and directories; none stands for ``defaultDirectory``.
  ///   - mask: Finds what no file may hold and no diagnostic may quote.
  /// - Returns: All tokens, and every fault of every file.
  package static func load(paths: [String], mask: SecretMask) -> LoadedTokenFiles {
    if paths.isEmpty, FileStatus(following: defaultDirectory) == nil { return withoutDirectory }
    return load(paths: paths.isEmpty ? [defaultDirectory] : paths, leavingOut: "", mask: mask)
  }

  /// - Parameter prefix: What the places of tokens leave out of the paths of their files.
  static func load(paths: [String], leavingOut prefix: String, mask: SecretMask) -> LoadedTokenFiles {
    var walk = FileWalk()
    for path in paths { walk.add(path) }
    let merge = walk.files.forEachSideBySide(
      { read($0, leavingOut: prefix, mask: mask) }, into: FileMerge(mask: mask, fileCount: walk.files.count)
    ) { $0.add($1) }
    var diagnostics = walk.problems + merge.diagnostics
    if diagnostics.isEmpty, merge.tokens.isEmpty {
      diagnostics.append(
        Diagnostic(.error, .noTokens, "no token is named in any of the files", help: "name one under `tokens`"))
    }
    return LoadedTokenFiles(
      tokens: merge.tokens, diagnostics: diagnostics.sortedByPosition(), fileCount: walk.files.count)
  }

  private static func read(_ file: FoundFile, leavingOut prefix: String, mask: SecretMask) -> ReadFile {
    do throws(FileContent.Failure) {
      let bytes = try FileContent.read(file.resolvedPath)
      return .parsed(ParsedFile(path: file.path, tokenPath: file.path.without(prefix), bytes: bytes, mask: mask))
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

extension String {
  fileprivate func without(_ prefix: String) -> String {
    guard utf8.starts(with: prefix.utf8) else { return self }
    return String(utf8.dropFirst(prefix.utf8.count)) ?? self
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
  package private(set) var tokens: [DesiredToken] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// Where among ``tokens`` each stands.
  private var places: [TokenID: UInt32] = [:]
  /// The paths of files by those that their tokens are placed by, where these are others.
  private var paths: [String: String] = [:]
  private let fileCount: Int
  private var filesTaken = 0

  /// - Parameter fileCount: How many files there are about.
  package init(mask: SecretMask, fileCount: Int = 1) {
    self.mask = mask
    self.fileCount = fileCount
  }

  /// Takes what came of reading the next file.
  fileprivate mutating func add(_ file: ReadFile) {
    switch file {
    case .parsed(let file): add(file)
    case .unread(let fault): diagnostics.append(fault)
    }
  }

  /// Takes the next file; a token that an earlier file, or document, names already is a fault of this one.
  package mutating func add(_ file: ParsedFile) {
    var file = file
    filesTaken += 1
    if file.tokenPath != file.path { paths[file.tokenPath] = file.path }
    let repeated = takePlaces(of: file.tokens)
    append(file.tokens, without: repeated.map(\.index))
    for token in repeated {
      let (id, first) = (file.tokens[token.index].id, tokens[token.first].position)
      file.faults.add(
        Fault(
          .duplicateToken,
          "the token \(Quoting(mask: mask)(id.rawValue)) is named twice; first at "
            + "\(paths[first.file] ?? first.file):\(first.line):\(first.column)",
          address: id, at: file.tokenKeys[token.index]))
    }
    if file.faults.isEmpty { return }
    var excerpts = Excerpts(file, mask: mask)
    diagnostics += excerpts.diagnostics()
  }

  /// Takes note of where more tokens will stand. Gives those that are named already, each with where it is named first.
  private mutating func takePlaces(of more: [DesiredToken]) -> [(index: Int, first: Int)] {
    var repeated: [(index: Int, first: Int)] = []
    for index in more.indices {
      let place = UInt32(tokens.count + index - repeated.count)
      guard let first = places.updateValue(place, forKey: more[index].id) else { continue }
      places[more[index].id] = first
      repeated.append((index, Int(first)))
    }
    return repeated
  }

  private mutating func append(_ more: [DesiredToken], without left: [Int]) {
    makeRoom(for: tokens.count + more.count)
    var start = 0
    for index in left {
      tokens += more[start..<index]
      start = index + 1
    }
    tokens += more[start...]
  }

  /// Expects of the files to come what the files had so far. Room that is never touched costs nothing; what does is to
  /// move all tokens to a larger room time and again.
  private mutating func makeRoom(for count: Int) {
    guard tokens.capacity < count else { return }
    let likely = count * fileCount / filesTaken
    tokens.reserveCapacity(max(2 * count, min(likely + likely / 8, count + Self.mostExpected)))
  }

  private static let mostExpected = 100_000
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
