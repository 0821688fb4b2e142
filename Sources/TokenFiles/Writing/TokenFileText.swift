package import TokenModel

/// Writes tokens as a YAML file: one document per account, with tokens and modules sorted by id.
package struct TokenFileText {
  /// The size in bytes up to which the text can be read again.
  package static let maximumFileSize = Limits.fileSize

  private let mask: SecretMask
  private let lists: GatheredLists?
  private var lines: [String] = []

  /// The text of a file whose desired state is the live state of the tokens. Empty if there are no tokens.
  ///
  /// - Parameters:
  ///   - lists: The sets and groups to refer to; nil for none.
  ///   - definesLists: Whether the file also defines them.
  ///   - mask: Masks secrets in comments.
  package static func text(
    of tokens: [ImportedToken], lists: GatheredLists? = nil, definesLists: Bool = false, mask: SecretMask
  ) -> String {
    var page = TokenFileText(mask: mask, lists: lists)
    if definesLists, let lists, !lists.isEmpty {
      page.write(lists)
      if !tokens.isEmpty { page.lines.append("---") }
    }
    let documents = Dictionary(grouping: tokens) { $0.account?.id.rawValue ?? "" }
    for (index, document) in documents.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { page.lines.append("---") }
      page.writeDocument(document.value.sorted { $0.id < $1.id })
    }
    return page.lines.map { $0 + "\n" }.joined()
  }

  private init(mask: SecretMask, lists: GatheredLists?) {
    self.mask = mask
    self.lists = lists
  }

  private mutating func write(_ lists: GatheredLists) {
    line("# Rename these lists to show their purpose, here and where they are used.")
    if !lists.groups.isEmpty { line("buyer_groups:") }
    for group in lists.groups {
      writeList(group.name, group.buyers, indentation: 2, comment: "used in \(group.count) filters")
    }
    if !lists.sets.isEmpty { line("module_sets:") }
    for set in lists.sets {
      line("  \(set.name):", comment: "used by \(set.count) tokens")
      for module in set.modules { writeModule(module, indentation: 4) }
    }
  }

  private mutating func writeDocument(_ tokens: [ImportedToken]) {
    if let account = tokens.first?.account { line("account: \(account.id)", comment: account.name?.string) }
    line("tokens:")
    for (index, token) in tokens.enumerated() {
      if index > 0 { line("") }
      writeToken(token)
    }
  }

  private mutating func writeToken(_ token: ImportedToken) {
    let isEmpty =
      TextField.allCases.allSatisfy { token.texts[$0] == nil } && token.modules == nil
      && token.extensions == nil
    line("  \(token.id):\(isEmpty ? " {}" : "")", comment: token.notes.joined(separator: ", "))
    for field in TextField.allCases {
      if let text = token.texts[field] { writeText(text, key: field.rawValue) }
    }
    if let modules = token.modules {
      line("    modules:")
      if let set = lists?.name(of: modules) {
        line("      - set: \(set)")
      } else {
        for module in modules { writeModule(module, indentation: 6) }
      }
    }
    if let extensions = token.extensions { writeExtensions(extensions) }
  }

  private mutating func writeText(_ text: VerbatimText?, key: String) {
    line("    \(key): \(text.map { ScalarText($0.string).value(indentation: 4) } ?? "null")")
  }

  private mutating func writeModule(_ module: LiveModule, indentation: Int) {
    let indent = String(repeating: " ", count: indentation)
    guard case .known(let filters) = module.filters, !filters.isEmpty else {
      return line("\(indent)- \(module.id)", comment: module.name?.string)
    }
    line("\(indent)- id: \(module.id)", comment: module.name?.string)
    line("\(indent)  filters:")
    if let group = lists?.name(of: filters.buyers) {
      line("\(indent)    group.buyers: [\(group)]")
    } else {
      writeList("group.buyers", filters.buyers, indentation: indentation + 4)
    }
  }

  private mutating func writeExtensions(_ extensions: ExtensionScope) {
    switch extensions {
    case .all: line("    extensions: null")
    case .only(let ids): writeList("extensions", ids, indentation: 4)
    }
  }

  /// A list of ids on one line if it fits, otherwise one id per line.
  private mutating func writeList<Kind>(
    _ key: String, _ ids: [Identifier<Kind>], indentation: Int, comment: String? = nil
  ) {
    let indent = String(repeating: " ", count: indentation)
    let oneLine = "\(indent)\(key): [\(ids.map(\.rawValue).joined(separator: ", "))]"
    if oneLine.utf8.count <= Self.columns { return line(oneLine, comment: comment) }
    line("\(indent)\(key):", comment: comment)
    for id in ids { line("\(indent)  - \(id)") }
  }

  private static let columns = 100
  private static let maximumCommentLength = 80

  private mutating func line(_ text: String, comment: String? = nil) {
    guard let comment, !comment.utf8.isEmpty else { return lines.append(text) }
    let masked = mask.masking(comment).unicodeScalars
    let shown = EscapedScalars(masked.prefix(Self.maximumCommentLength), escaping: []).text
    lines.append("\(text)  # \(shown)\(masked.count > Self.maximumCommentLength ? " …" : "")")
  }
}

extension ImportedToken {
  /// What a reviewer of the file should know of the token, and the file cannot ask for.
  fileprivate var notes: [String] {
    let status = status.flatMap { $0 == .active ? nil : $0.word }
    let use = lastAccess.map { $0.map { "last used \($0)" } ?? "never used" }
    return [status, created.map { "created \($0)" }, use].compactMap { $0 }
  }
}
