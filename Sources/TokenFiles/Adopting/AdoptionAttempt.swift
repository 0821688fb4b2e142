import TokenModel

/// The edits of an adoption while they are tried.
struct AdoptionAttempt {
  /// The edits of each token whose drift can be written as far as is known, as offsets in the content of its file.
  private(set) var edits: [TokenID: [TextEdit]] = [:]
  private(set) var refused: [Adoption.Refusal] = []
  private let before: LoadedTokenFiles
  private let desired: [TokenID: DesiredToken]
  private let drifts: [TokenID: TokenDrift]
  private let mask: SecretMask
  private var contents: [String: [UInt8]] = [:]

  init(_ drifts: [TokenDrift], in loaded: LoadedTokenFiles, mask: SecretMask, content: (String) -> [UInt8]?) {
    before = loaded
    desired = Dictionary(loaded.tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.drifts = Dictionary(drifts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.mask = mask
    let found = drifts.compactMap { drift in desired[drift.id].map { (drift, $0) } }
    for (path, group) in Dictionary(grouping: found, by: \.1.position.file) {
      edit(path, content(path), group)
    }
  }

  private mutating func edit(_ path: String, _ content: [UInt8]?, _ group: [(TokenDrift, DesiredToken)]) {
    guard let content else {
      for (drift, _) in group { refuse(drift.id, "the file cannot be read again") }
      return
    }
    guard !content.starts(with: [0xFF, 0xFE]), !content.starts(with: [0xFE, 0xFF]) else {
      for (drift, _) in group { refuse(drift.id, "the file is in UTF-16, and only UTF-8 files are edited") }
      return
    }
    contents[path] = content
    let (layout, lists) = (FileLayout(path: path, bytes: content), SharedListUses(before))
    for (drift, token) in group {
      do throws(AdoptionObstacle) {
        try drift.expectExpressible(in: token, mask: mask)
        edits[token.id] = try TokenEdit(drift, of: token, in: layout, lists: lists, mask: mask).edits.map(layout.inFile)
      } catch {
        refuse(token.id, error.reason)
      }
    }
  }

  private mutating func refuse(_ id: TokenID, _ reason: String) {
    guard let token = desired[id] else { return }
    refused.append(Adoption.Refusal(id: id, position: token.position, reason: reason))
  }

  /// The files with all edits.
  var editedFiles: [EditedFile] {
    byFile.map { path, ids in EditedFile(path: path, before: contents[path] ?? [], edits: sorted(ids)) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private var byFile: [String: [TokenID]] {
    Dictionary(grouping: edits.keys.sorted()) { desired[$0]?.position.file ?? "" }
  }

  private func sorted(_ ids: [TokenID]) -> [TextEdit] {
    ids.flatMap { edits[$0] ?? [] }.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }.map(\.element)
  }
}

// MARK: - Proof

extension AdoptionAttempt {
  /// The tokens whose edits have to be taken back, because the edited files do not ask for what they should; empty if they
  /// do.
  func rejected(by edited: LoadedTokenFiles) -> Set<TokenID> {
    let overlapping = byFile.filter { path, ids in contents[path]?.applying(sorted(ids)) == nil }.flatMap(\.value)
    guard overlapping.isEmpty else { return Set(overlapping) }
    let faulty = Set(edited.diagnostics.filter { $0.severity == .error }.map { $0.position?.file })
    guard faulty.isEmpty else {
      let blamed = faulty.flatMap { $0.flatMap { byFile[$0] } ?? [] }
      return blamed.isEmpty ? Set(edits.keys) : Set(blamed.filter(isFaultyAlone) ?? blamed)
    }
    guard edited.tokens.map(\.id) == before.tokens.map(\.id), edited.hasSameLists(as: before) else {
      return Set(edits.keys)
    }
    var rejected = Set<TokenID>()
    for (was, now) in zip(before.tokens, edited.tokens) {
      let wanted = edits[was.id] == nil ? was : was.adopting(drifts[was.id])
      guard TokenSubstance(wanted) != TokenSubstance(now) else { continue }
      rejected.formUnion(edits[was.id] == nil ? byFile[was.position.file] ?? Array(edits.keys) : [was.id])
    }
    return rejected
  }

  /// Whether a token's edits alone make its file faulty.
  private func isFaultyAlone(_ id: TokenID) -> Bool {
    guard let path = desired[id]?.position.file, let content = contents[path]?.applying(sorted([id])) else {
      return true
    }
    return ParsedFile(path: path, bytes: content, mask: mask).diagnostics.list.contains { $0.severity == .error }
  }

  /// Takes the edits of tokens back.
  mutating func reject(_ ids: Set<TokenID>) {
    for id in ids where edits.removeValue(forKey: id) != nil {
      refuse(id, "the edited file would not match the platform exactly")
    }
  }
}

extension [TokenID] {
  /// The elements that satisfy a condition; nil if none does.
  fileprivate func filter(_ isIncluded: (TokenID) -> Bool) -> [TokenID]? {
    let found = lazy.filter(isIncluded)
    return found.isEmpty ? nil : Array(found)
  }
}

extension LoadedTokenFiles {
  fileprivate func hasSameLists(as other: LoadedTokenFiles) -> Bool {
    moduleSets.map { [$0.name: $0.modules.map(ModuleSubstance.init)] }
      == other.moduleSets.map { [$0.name: $0.modules.map(ModuleSubstance.init)] }
      && buyerGroups.map { [$0.name: $0.buyers] } == other.buyerGroups.map { [$0.name: $0.buyers] }
  }
}

/// What the files ask of a token, wherever they do.
private struct TokenSubstance: Equatable {
  private let account: AccountID?
  private let texts: [VerbatimText??]
  /// In no order, since the order of modules means nothing.
  private let modules: [ModuleSubstance: Int]?
  private let extensions: ExtensionScope?
  private let isProtected: Bool?

  init(_ token: DesiredToken) {
    account = token.account?.value
    texts = TextField.allCases.map { token.texts[$0]?.value }
    modules = token.modules.map { list in
      Dictionary(list.value.map { (ModuleSubstance($0), 1) }, uniquingKeysWith: +)
    }
    extensions = token.extensions?.value
    isProtected = token.isProtected?.value
  }
}

private struct ModuleSubstance: Hashable {
  private let reference: DesiredModule.Reference
  private let filters: ModuleFilters?
  private let set: String?
  private let until: CalendarDate?
  private let reason: VerbatimText?

  init(_ module: DesiredModule) {
    reference = module.reference
    filters = module.filters?.value
    set = module.set?.name
    until = module.until?.value
    reason = module.reason?.value
  }
}
