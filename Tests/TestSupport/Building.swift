package import Planning
package import TokenModel

// Short ways to write the values that tests are about.

extension Identifier: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

extension SourcePosition: ExpressibleByIntegerLiteral {
  /// A line of `tokens.yaml`.
  package init(integerLiteral line: Int) { self.init(file: "tokens.yaml", line: line, column: 3) }
}

extension DesiredToken {
  package static func sample(
    _ id: TokenID = "TKN-0000-0001", line: SourcePosition = 3, document: SourcePosition = 1,
    account: AccountID? = "ACC-5563-4382", name: VerbatimText? = nil, description: VerbatimText?? = .none,
    icon: VerbatimText?? = .none, modules: [DesiredModule]? = nil, extensions: ExtensionScope? = nil,
    isProtected: Bool? = nil
  ) -> DesiredToken {
    var token = DesiredToken(
      id: id, position: line, document: document, account: account.map { Located($0, at: document) },
      modules: modules.map { Located($0, at: line) }, extensions: extensions.map { Located($0, at: line) },
      isProtected: isProtected.map { Located($0, at: line) })
    token.texts[.name] = name.map { Located($0, at: line) }
    token.texts[.description] = description.map { Located($0, at: line) }
    token.texts[.icon] = icon.map { Located($0, at: line) }
    return token
  }
}

extension DesiredModule {
  package static func id(_ id: ModuleID, buyers: [BuyerID]? = nil, line: SourcePosition = 5) -> DesiredModule {
    DesiredModule(.id(id), at: line, filters: buyers.map { Located(ModuleFilters(buyers: $0), at: line) })
  }

  package static func name(_ name: VerbatimText, line: SourcePosition = 5) -> DesiredModule {
    DesiredModule(.name(name), at: line)
  }
}

extension TokenChange {
  package init(
    id: TokenID, name: VerbatimText? = nil, account: Account? = nil, status: Status? = nil, baseRevision: Int? = nil,
    lastChange: LastChange? = nil, lastAccessAt: Fetched<String?> = .omitted, isProtected: Bool = false,
    isSelf: Bool = false, position: SourcePosition, texts: [TextChange] = [], modules: ModulesChange? = nil,
    extensions: ExtensionsChange? = nil
  ) {
    self.init(
      id: id, name: name, account: account, status: status, baseRevision: baseRevision, lastChange: lastChange,
      lastAccessAt: lastAccessAt, isProtected: isProtected, isSelf: isSelf, position: position,
      difference: TokenDifference(texts: texts, modules: modules, extensions: extensions))
  }
}

extension TextFields<Fetched<VerbatimText?>> {
  /// Texts of a response that has all of them.
  package static func known(
    name: VerbatimText, description: VerbatimText? = nil, icon: VerbatimText? = nil
  ) -> Self {
    var texts = Self(repeating: .omitted)
    texts[.name] = .known(name)
    texts[.description] = .known(description)
    texts[.icon] = .known(icon)
    return texts
  }
}

extension LiveToken {
  package static func sample(
    _ id: TokenID = "TKN-0000-0001", name: VerbatimText = "Exporter", description: VerbatimText? = nil,
    icon: VerbatimText? = nil, modules: [LiveModule] = [.held("MOD-0001")],
    extensions: LiveExtensions = .absent, account: AccountID = "ACC-5563-4382",
    status: Status = .active, revision: Int? = 7
  ) -> LiveToken {
    LiveToken(
      id: id, texts: .known(name: name, description: description, icon: icon), modules: .known(modules),
      extensions: .known(extensions), account: Account(id: account, name: "Intelli Industries"), status: status,
      revision: revision,
      lastChange: LastChange(at: "2026-11-20T08:12:00.000Z", byID: "USR-1234-5678", byName: "Ada Smith"))
  }
}

extension LiveModule {
  package static func held(_ id: ModuleID, name: VerbatimText? = nil, buyers: [BuyerID] = []) -> LiveModule {
    LiveModule(id: id, name: name, filters: .known(ModuleFilters(buyers: buyers)))
  }

  /// As a list shows it that leaves filters out.
  package static func withoutFilters(_ id: ModuleID) -> LiveModule {
    LiveModule(id: id, filters: .notAnswered)
  }
}
