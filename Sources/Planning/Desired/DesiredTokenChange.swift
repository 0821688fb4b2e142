package import TokenModel

/// What a change of the files asks of one token, compared without the platform.
package struct DesiredTokenChange: Sendable, Equatable {
  /// A text that the files ask for differently.
  package struct Text: Sendable, Equatable {
    /// The field.
    package let field: TextField
    /// Whether the files managed it before, and do now.
    package let scope: ManagedScope
    /// The text before; nil for null, and if it was not managed.
    package let before: VerbatimText?
    /// The text after; nil for null, and if it is not managed.
    package let after: VerbatimText?
    /// Where the text is; for one that is no longer managed, where it was.
    package let position: SourcePosition
  }

  /// Extensions that the files ask for differently.
  package struct Extensions: Sendable, Equatable {
    /// Nil if they were not managed.
    package let before: ExtensionScope?
    /// Nil if they are not managed any more.
    package let after: ExtensionScope?
    /// Where they are; if they are no longer managed, where they were.
    package let position: SourcePosition

    /// What sets both sides apart; nil if one of them is not managed.
    package var change: ExtensionsChange? {
      guard let before, let after else { return nil }
      return ExtensionsChange(before: before, after: after, position: position)
    }

    /// Whether the files managed them before, and do now.
    package var scope: ManagedScope { before == nil ? .new : after == nil ? .removed : .both }
  }

  /// The token.
  package let id: TokenID
  /// Whether the files named the token before, and do now.
  package let scope: ManagedScope
  /// The name that the files give it now or gave it before; nil if they manage none.
  package let name: VerbatimText?
  /// The account of its document; nil if that names none.
  package let account: AccountID?
  /// Where the files declare the token; for one that is no longer managed, where they did.
  package let position: SourcePosition
  /// In the order of the fields.
  package let texts: [Text]
  /// Nil if the files ask for the same modules.
  package let modules: DesiredModulesChange?
  /// Nil if the files ask for the same extensions.
  package let extensions: Extensions?
  /// Whether the token was protected before; nil if it is protected as before.
  package let wasProtected: Bool?

  /// What a change asks of a token; nil if it asks for the same.
  init?(from before: DesiredToken?, to after: DesiredToken?, today: CalendarDate) {
    guard let scope = ManagedScope(before: before != nil, after: after != nil), let token = after ?? before
    else { return nil }
    (id, account, position) = (token.id, token.account?.value, token.position)
    self.scope = scope
    name = after?.texts[.name]?.value ?? before?.texts[.name]?.value
    texts = TextField.allCases.compactMap { Text($0, from: before?.texts[$0], to: after?.texts[$0]) }
    modules = DesiredModulesChange(from: before?.modules, to: after?.modules, today: today)
    extensions = Extensions(from: before?.extensions, to: after?.extensions)
    let (was, isProtected) = (before?.isProtected?.value ?? false, after?.isProtected?.value ?? false)
    wasProtected = was == isProtected ? nil : was
    if scope == .both, texts.isEmpty, modules == nil, extensions == nil, wasProtected == nil { return nil }
  }

  /// What the change asks of the token's access, as far as the files say.
  package var effect: DesiredEffect {
    guard scope == .both else { return scope == .new ? .unknown : .neutral }
    let known = modules?.scope == .both ? modules?.entries ?? [] : []
    let extensions = extensions?.change
    return DesiredEffect(
      widens: known.contains(where: \.widens) || (extensions?.wideningCount ?? 0) > 0,
      narrows: known.contains(where: \.narrows) || (extensions?.narrowingCount ?? 0) > 0,
      isUncertain: known.contains(where: \.isUncertain) || modules?.scope == .new || self.extensions?.scope == .new)
  }
}

extension DesiredTokenChange.Text {
  fileprivate init?(_ field: TextField, from before: Located<VerbatimText?>?, to after: Located<VerbatimText?>?) {
    guard let scope = ManagedScope(before: before != nil, after: after != nil),
      let position = (after ?? before)?.position
    else { return nil }
    if scope == .both, areEquivalent(before?.value, after?.value) { return nil }
    self.init(field: field, scope: scope, before: before?.value, after: after?.value, position: position)
  }
}

extension DesiredTokenChange.Extensions {
  fileprivate init?(from before: Located<ExtensionScope>?, to after: Located<ExtensionScope>?) {
    guard before?.value != after?.value, let position = (after ?? before)?.position else { return nil }
    self.init(before: before?.value, after: after?.value, position: position)
  }
}

extension DesiredTokenChange {
  /// The fields of a token on both sides that are managed only before, or only after, the change.
  package func keys(_ scope: ManagedScope) -> [TokenField] {
    guard self.scope == .both else { return [] }
    return texts.filter { $0.scope == scope }.map { .text($0.field) }
      + (modules?.scope == scope ? [.modules] : []) + (extensions?.scope == scope ? [.extensions] : [])
  }
}
