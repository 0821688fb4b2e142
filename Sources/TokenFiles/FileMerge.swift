package import TokenModel

/// The result of reading one file.
enum ReadFile: Sendable {
  case parsed(ParsedFile)
  case unread(Diagnostic)
}

/// Merges the tokens of several files, reports tokens and definitions that occur twice, and links all lists at the end.
package struct FileMerge: Sendable {
  let mask: SecretMask
  /// The tokens in the order of the files, each once. Before ``link()`` without the modules in ``lists``.
  package private(set) var tokens: [DesiredToken] = []
  /// The sets of modules in the order of the files, after ``link()``.
  package private(set) var moduleSets: [ModuleSet] = []
  /// The groups of buyers in the order of the files, after ``link()``.
  package private(set) var buyerGroups: [BuyerGroup] = []
  /// The diagnostics of all files, in the order of the files.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The diagnostics of ``link()``, without excerpts: what a file refers to is known when its text is no longer in memory.
  package private(set) var linkDiagnostics: [Diagnostic] = []
  private(set) var sets = DefinitionTable<ModuleList>()
  private(set) var groups = DefinitionTable<[BuyerID]>()
  /// Whether all that may define a set or a group was read.
  private var isComplete = true
  /// The lists that are not linked yet, with the indexes of their tokens in ``tokens``.
  private var lists: [UnlinkedModules] = []
  /// The index of each token in ``tokens``.
  private var indexes: [TokenID: UInt32] = [:]
  /// The paths of files by the paths in the positions of their tokens, if the two differ.
  private var paths: [String: String] = [:]

  /// - Parameter mask: Masks messages, and finds lines that must not be quoted.
  package init(mask: SecretMask) {
    self.mask = mask
  }

  /// Adds the next file.
  mutating func add(_ file: ReadFile) {
    switch file {
    case .parsed(let file): add(file)
    case .unread(let fault):
      diagnostics.append(fault)
      isComplete = false
    }
  }

  /// Adds the next file. A token that an earlier file or document has already is an error of this file, and is protected
  /// if either of them says so.
  package mutating func add(_ file: ParsedFile) {
    var file = file
    isComplete = isComplete && file.secrets.endOfParsed == nil && file.definitions.isComplete
    if file.tokenPath != file.path { paths[file.tokenPath] = file.path }
    let repeated = recordIndexes(of: file.tokens)
    append(file.lists, without: repeated.map(\.index))
    append(file.tokens, without: repeated.map(\.index))
    for token in repeated {
      let (id, first) = (file.tokens[token.index].id, tokens[token.first].position)
      if tokens[token.first].isProtected?.value != true {
        tokens[token.first].isProtected = file.tokens[token.index].isProtected
      }
      file.diagnostics.add(
        FileDiagnostic(
          .duplicateToken,
          "the token \(TextQuoter(mask: mask)(id.rawValue)) is declared twice; first at \(place(first))",
          address: id, at: file.tokenKeys[token.index]))
    }
    addDefinitions(of: &file)
    if file.diagnostics.isEmpty { return }
    var excerpts = ExcerptBuilder(file, mask: mask)
    diagnostics += excerpts.diagnostics()
  }

  /// Records the indexes of more tokens.
  ///
  /// - Returns: The tokens that occurred before: their indexes in `more`, and those of the first occurrences in ``tokens``.
  private mutating func recordIndexes(of more: [DesiredToken]) -> [(index: Int, first: Int)] {
    var repeated: [(index: Int, first: Int)] = []
    for index in more.indices {
      if let first = indexes[more[index].id] {
        repeated.append((index, Int(first)))
      } else {
        indexes[more[index].id] = UInt32(tokens.count + index - repeated.count)
      }
    }
    return repeated
  }

  private mutating func append(_ more: [DesiredToken], without excluded: [Int]) {
    var start = 0
    for index in excluded {
      tokens += more[start..<index]
      start = index + 1
    }
    tokens += more[start...]
  }
}

extension FileMerge {
  /// Adds lists before their tokens are added.
  private mutating func append(_ more: [UnlinkedModules], without excluded: [Int]) {
    guard !more.isEmpty else { return }
    var passed = excluded[...]
    for list in more {
      passed = passed.drop { $0 < list.token }
      if passed.first == list.token { continue }
      var list = list
      list.token += tokens.count - (excluded.count - passed.count)
      lists.append(list)
    }
  }

  private mutating func addDefinitions(of file: inout ParsedFile) {
    for set in file.definitions.sets {
      if let first = sets.add(set) { report("set", set, definedAt: first.position, in: &file) }
    }
    for group in file.definitions.groups {
      if let first = groups.add(group) { report("group", group, definedAt: first.position, in: &file) }
    }
  }

  private func report<Content>(
    _ noun: String, _ definition: Definition<Content>, definedAt first: SourcePosition, in file: inout ParsedFile
  ) {
    file.diagnostics.add(
      FileDiagnostic(
        .duplicateDefinition,
        "the \(noun) \(TextQuoter(mask: mask)(definition.name)) is defined twice; first at \(place(first))",
        help: "rename one of the two; all files of a run share these names", at: definition.span))
  }

  /// A position of a token as messages print it.
  private func place(_ position: SourcePosition) -> String {
    "\(paths[position.file] ?? position.file):\(position.line):\(position.column)"
  }

  /// Completes the lists of all tokens, after the last file was added.
  package mutating func link() {
    var linker = makeLinker()
    linker.add(groups)
    linker.add(sets)
    link(with: &linker)
  }

  /// Whether a list refers to a set or a group that none of these files defines.
  var refersElsewhere: Bool {
    let (setNames, groupNames) = (Set(sets.names), Set(groups.names))
    return (lists.map(\.list) + sets.definitions.compactMap(\.content)).contains { list in
      list.sets.contains { !setNames.contains($0.name) } || list.groups.contains { !groupNames.contains($0.name) }
    }
  }

  /// Completes the lists of these files and of others, whose definitions count where these files have none of the name.
  /// Faults of the others are not reported.
  ///
  /// - Returns: The tokens of the others with lists that could not be completed.
  mutating func link(with others: inout FileMerge) -> Set<TokenID> {
    var linker = makeLinker()
    linker.add(groups)
    linker.addFallback(others.groups)
    linker.add(sets)
    linker.addFallback(others.sets)
    link(with: &linker)
    return others.link(with: &linker)
  }

  /// A linker that knows no definition yet, for the faults of these files.
  func makeLinker() -> Linker {
    let paths = paths
    return Linker(quote: TextQuoter(mask: mask), reportsUnknown: isComplete) { position in
      "\(paths[position.file] ?? position.file):\(position.line):\(position.column)"
    }
  }

  /// Completes the lists of all tokens.
  ///
  /// - Returns: The tokens with lists that could not be completed.
  @discardableResult
  mutating func link(with linker: inout Linker) -> Set<TokenID> {
    var unlinked: Set<TokenID> = []
    for list in lists {
      let id = tokens[list.token].id
      let modules = linker.modules(of: list.list, at: list.position, token: id)
      tokens[list.token].modules = modules.map { Located($0, at: list.position) }
      if modules == nil { unlinked.insert(id) }
    }
    lists = []
    moduleSets = sets.definitions.compactMap { set in
      linker.modules(ofSet: set.name).map { ModuleSet(name: set.name, position: set.position, modules: $0) }
    }
    buyerGroups = groups.definitions.compactMap { group in
      linker.buyers(ofGroup: group.name).map { BuyerGroup(name: group.name, position: group.position, buyers: $0) }
    }
    linkDiagnostics = linker.faults.diagnostics.map { fault in
      var fault = fault
      if let position = fault.position, let path = paths[position.file] {
        fault.position = SourcePosition(file: path, line: position.line, column: position.column)
      }
      return fault
    }
    return unlinked
  }
}
