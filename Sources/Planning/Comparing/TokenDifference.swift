package import TokenModel

/// What sets two states of a token apart, in the fields that one of them asks for.
package struct TokenDifference: Sendable, Equatable {
  /// In the order of the fields.
  package var texts: [TextChange]
  package var modules: ModulesChange?
  package var extensions: ExtensionsChange?

  package init(texts: [TextChange] = [], modules: ModulesChange? = nil, extensions: ExtensionsChange? = nil) {
    self.texts = texts
    self.modules = modules
    self.extensions = extensions
  }

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

  /// Why the sides differ; nil where nothing is known of the files as they were before.
  package var cause: Cause? {
    Cause(of: texts.compactMap(\.cause) + [modules?.cause, extensions?.cause].compactMap(\.self))
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
  /// The difference from what a token holds to what is asked of it. What the answer does not tell is not compared:
  /// ``AskedToken/unread(in:)`` names it.
  ///
  /// - Parameter catalogue: Knows the names of modules that neither side names.
  init(from held: LiveToken, to asked: AskedToken, naming catalogue: ModuleCatalogue = .unread) {
    texts = TextField.allCases.compactMap { field in
      guard let wanted = asked.texts[field], case .known(let before) = held.texts[field],
        !meanTheSame(before, wanted.value)
      else { return nil }
      return TextChange(field: field, before: before, after: wanted.value, position: wanted.position)
    }
    if let wanted = asked.extensions, case .known(let answer) = held.extensions, answer.scope != wanted.value {
      extensions = ExtensionsChange(before: answer.scope, after: wanted.value, position: wanted.position)
    }
    guard let wanted = asked.modules, case .known(let modules) = held.modules else { return }
    let comparison = ModuleComparison(from: modules, to: wanted.value)
    if comparison.differs { self.modules = comparison.change(at: wanted.position, naming: catalogue) }
  }

  /// Whether a token holds all that is asked of it, as far as the answer tells. Stops at the first difference and keeps
  /// nothing.
  static func isNone(from held: LiveToken, to asked: AskedToken) -> Bool {
    for field in TextField.allCases {
      guard let wanted = asked.texts[field] else { continue }
      guard case .known(let text) = held.texts[field], meanTheSame(text, wanted.value) else { return false }
    }
    if let wanted = asked.extensions, held.extensions.value?.scope != wanted.value { return false }
    guard let wanted = asked.modules else { return true }
    guard case .known(let modules) = held.modules else { return false }
    return ModuleComparison.isNone(from: modules, to: wanted.value)
  }
}

extension AskedToken {
  /// The fields that are asked for and that an answer does not tell to the end, each with the place that asks for it.
  func unread(in held: LiveToken) -> [Located<TokenField>] {
    var unread: [Located<TokenField>] = TextField.allCases.compactMap { field in
      guard let wanted = texts[field], !held.texts[field].isKnown else { return nil }
      return Located(.text(field), at: wanted.position)
    }
    if let wanted = modules {
      let isTold = held.modules.value.map { modules in
        !ModuleComparison(from: modules, to: wanted.value).mayLoseFilters
      }
      if isTold != true { unread.append(Located(.modules, at: wanted.position)) }
    }
    if let wanted = extensions, !held.extensions.isKnown {
      unread.append(Located(.extensions, at: wanted.position))
    }
    return unread
  }
}

/// Whether two nullable texts are the same to the platform, which may answer `""` for null and null for `""`.
/// Source: the API's page, under traps.
func meanTheSame(_ left: VerbatimText?, _ right: VerbatimText?) -> Bool {
  left == right || (left?.isEmpty ?? true) && (right?.isEmpty ?? true)
}
