package import TokenModel

/// The difference between two states of a token, in the fields that one of them asks for.
package struct TokenDifference: Sendable, Equatable {
  /// In the order of the fields.
  package var texts: [TextChange]
  /// Nil if the modules do not differ.
  package var modules: ModulesChange?
  /// Nil if the extensions do not differ.
  package var extensions: ExtensionsChange?

  /// A difference in these fields; empty without arguments.
  package init(texts: [TextChange] = [], modules: ModulesChange? = nil, extensions: ExtensionsChange? = nil) {
    self.texts = texts
    self.modules = modules
    self.extensions = extensions
  }

  /// Whether nothing differs.
  package var isEmpty: Bool { texts.isEmpty && modules == nil && extensions == nil }

  /// The fields that differ.
  package var fields: [TokenField] {
    texts.map { .text($0.field) } + (modules == nil ? [] : [.modules]) + (extensions == nil ? [] : [.extensions])
  }

  /// Grants, loosened filters and added extensions.
  package var wideningCount: Int { (modules?.wideningCount ?? 0) + (extensions?.wideningCount ?? 0) }
  /// Revocations, tightened filters and removed extensions.
  package var narrowingCount: Int { (modules?.narrowingCount ?? 0) + (extensions?.narrowingCount ?? 0) }

  /// What the difference does to a token's access.
  package var effect: Effect { Effect(widens: wideningCount > 0, narrows: narrowingCount > 0) }

  /// Why the sides differ; nil if that is not known of each part.
  package var cause: Cause? {
    Cause(of: texts.map(\.cause) + (modules.map { [$0.cause] } ?? []) + (extensions.map { [$0.cause] } ?? []))
  }

  /// Whether something in the difference reverts drift.
  package var revertsDrift: Bool {
    modules?.revertsDrift == true
      || (texts.map(\.cause) + [extensions?.cause]).contains { $0 == .drift || $0 == .both }
  }

  /// The same difference seen from the other side, without causes.
  package var reversed: TokenDifference {
    TokenDifference(
      texts: texts.map { TextChange(field: $0.field, before: $0.after, after: $0.before, position: $0.position) },
      modules: modules.map { ModulesChange(before: $0.after, after: $0.before, position: $0.position) },
      extensions: extensions.map { ExtensionsChange(before: $0.after, after: $0.before, position: $0.position) })
  }
}

extension TokenDifference {
  /// The difference from a live token to what is requested. Fields that the response leaves out are not compared:
  /// ``RequestedToken/unread(in:)`` names it.
  ///
  /// - Parameter catalogue: Knows the names of modules that neither side names.
  init(from held: LiveToken, to requested: RequestedToken, naming catalogue: ModuleCatalogue = .unread) {
    texts = TextField.allCases.compactMap { field in
      guard let wanted = requested.texts[field], case .known(let before) = held.texts[field],
        !areEquivalent(before, wanted.value)
      else { return nil }
      return TextChange(field: field, before: before, after: wanted.value, position: wanted.position)
    }
    if let wanted = requested.extensions, case .known(let answer) = held.extensions, answer.scope != wanted.value {
      extensions = ExtensionsChange(before: answer.scope, after: wanted.value, position: wanted.position)
    }
    guard let wanted = requested.modules, case .known(let modules) = held.modules else { return }
    let comparison = ModuleComparison(from: modules, to: wanted.value)
    if comparison.differs { self.modules = comparison.change(at: wanted.position, naming: catalogue) }
  }

  /// Whether a token holds everything that is requested, as far as the response shows. Stops at the first difference.
  static func isNone(from held: LiveToken, to requested: RequestedToken) -> Bool {
    for field in TextField.allCases {
      guard let wanted = requested.texts[field] else { continue }
      guard case .known(let text) = held.texts[field], areEquivalent(text, wanted.value) else { return false }
    }
    if let wanted = requested.extensions, held.extensions.value?.scope != wanted.value { return false }
    guard let wanted = requested.modules else { return true }
    guard case .known(let modules) = held.modules else { return false }
    return ModuleComparison.isNone(from: modules, to: wanted.value)
  }
}

extension RequestedToken {
  /// The requested fields that the response does not return completely, each with the place that requests it.
  func unread(in held: LiveToken) -> [Located<TokenField>] {
    var unread: [Located<TokenField>] = TextField.allCases.compactMap { field in
      guard let wanted = texts[field], !held.texts[field].isKnown else { return nil }
      return Located(.text(field), at: wanted.position)
    }
    if let wanted = modules {
      let isReturned = held.modules.value.map { modules in
        !ModuleComparison(from: modules, to: wanted.value).mayLoseFilters
      }
      if isReturned != true { unread.append(Located(.modules, at: wanted.position)) }
    }
    if let wanted = extensions, !held.extensions.isKnown {
      unread.append(Located(.extensions, at: wanted.position))
    }
    return unread
  }
}
