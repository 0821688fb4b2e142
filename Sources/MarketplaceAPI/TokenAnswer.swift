package import JSONText
package import TokenModel

/// A token in an answer: what is absent or null and not named as omitted is null. What nobody reads, the secret above
/// all, is not decoded.
package struct TokenAnswer: JSONReadable {
  package let token: LiveToken
  /// What the token itself names as omitted.
  let omitted: OmittedMembers
  /// Whether the answer only refers to a token: what it does not have is not known.
  private let isReference: Bool

  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var members = Members()
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      try members.take(name, from: &reader)
    }
    guard isObject, var token = members.token else { return nil }
    omitted = members.omitted
    isReference = members.isReference
    token.leaveOpen(omitted)
    self.token = token
  }

  /// The token as a read by id tells it: modules that are neither there nor named as omitted are none, unless the answer
  /// only refers to the token.
  var whole: LiveToken {
    var token = token
    if !token.modules.isKnown, !omitted.contains(.modules), !isReference { token.modules = .known([]) }
    if case .known(let modules) = token.modules, modules.contains(where: { $0.filters == .notAnswered }) {
      token.modules = .known(modules.map { $0.filters == .notAnswered ? $0.withUnreadableFilters : $0 })
    }
    return token
  }
}

extension LiveModule {
  fileprivate var withUnreadableFilters: LiveModule { LiveModule(id: id, name: name, filters: .unreadable) }
}

extension LiveToken {
  /// Leaves open what was read as null and is named as omitted.
  mutating func leaveOpen(_ omitted: OmittedMembers) {
    guard !omitted.isEmpty else { return }
    if omitted.contains(.description), texts[.description] == .known(nil) { texts[.description] = .omitted }
    if omitted.contains(.icon), texts[.icon] == .known(nil) { texts[.icon] = .omitted }
    if omitted.contains(.extensions), extensions.value?.scope == .all { extensions = .omitted }
    if omitted.contains(.lastAccessAt), lastAccessAt == .known(nil) { lastAccessAt = .omitted }
    if omitted.contains(.filters), case .known(let modules) = self.modules {
      self.modules = .known(
        modules.map { $0.filters == .known(.none) ? LiveModule(id: $0.id, name: $0.name, filters: .notAnswered) : $0 })
    }
  }
}

/// The members of an answer as they come: what is omitted may be named after them.
private struct Members {
  private var id = JSONField<String>.absent
  private var texts = TextFields(repeating: JSONField<String>.absent)
  private var modules = JSONField<[ModuleAnswer]>.absent
  private var account = JSONField<AccountAnswer>.absent
  private var status = JSONField<String>.absent
  private var revision = JSONField<Int>.absent
  private var extensions = JSONField<[ExtensionAnswer]>.absent
  private var lastAccessAt = JSONField<String>.absent
  private var audit = JSONField<AuditAnswer>.absent
  private var metadata = JSONField<AnswerMetadata>.absent

  mutating func take(_ member: JSONName, from reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    switch member {
    case "id": try reader.read(into: &id)
    case "name": try reader.read(into: &texts[.name])
    case "description": try reader.read(into: &texts[.description])
    case "icon": try reader.read(into: &texts[.icon])
    case "modules": try reader.read(into: &modules)
    case "account": try reader.read(into: &account)
    case "status": try reader.read(into: &status)
    case "revision": try reader.read(into: &revision)
    case "extensions": try reader.read(into: &extensions)
    case "lastAccessAt": try reader.read(into: &lastAccessAt)
    case "audit": try reader.read(into: &audit)
    case "$meta": try reader.read(into: &metadata)
    default: try reader.skip()
    }
  }

  var omitted: OmittedMembers { metadata.value?.omitted ?? [] }

  /// Nil where what is managed is of another shape. What only informs a reader then counts as not told.
  var token: LiveToken? {
    guard let id = id.value, let modules = told(modules, orOmitted: .modules) else { return nil }
    var token = LiveToken(id: TokenID(id))
    for field in TextField.allCases {
      guard let told = told(texts[field], orOmitted: field.member) else { return nil }
      guard case .known(let text) = told, field.isNullable || text != nil else { continue }
      token.texts[field] = .known(text.map { VerbatimText($0) })
    }
    if case .known(let modules?) = modules { token.modules = .known(modules.map(\.module).eachOnce) }
    token.extensions = toldExtensions
    token.account = account.value?.account
    token.status = status.value.map(Status.init)
    token.revision = revision.value
    if case .known(let time)? = told(lastAccessAt, orOmitted: .lastAccessAt) { token.lastAccessAt = .known(time) }
    token.lastChange = audit.value?.lastChange
    return token
  }

  /// Another shape counts as not told.
  private var toldExtensions: Fetched<LiveExtensions> {
    switch extensions {
    case .absent: isReference ? .omitted : .known(.absent)
    case .null: .known(.told(.all))
    case .value(let answers): .known(.told(ExtensionScope(answers.map(\.id))))
    case .mismatch: .omitted
    }
  }

  /// What a member says; nil where it is of another shape, and not named as omitted.
  private func told<Value>(_ member: JSONField<Value>, orOmitted name: OmittedMembers) -> Fetched<Value?>? {
    switch member {
    case .absent: isReference ? .omitted : .known(nil)
    case .null: .known(nil)
    case .value(let value): .known(value)
    case .mismatch: omitted.contains(name) ? .omitted : nil
    }
  }

  /// Whether it has none of the members that are never null: such an object only refers to a token, and what it does not
  /// have is not known.
  var isReference: Bool { texts[.name].value == nil && account.value == nil && status.value == nil }
}

extension TextField {
  fileprivate var member: OmittedMembers {
    switch self {
    case .name: .name
    case .description: .description
    case .icon: .icon
    }
  }
}

private struct ExtensionAnswer: JSONReadable {
  let id: ExtensionID

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let id = try NamedAnswer(&reader)?.id else { return nil }
    self.id = ExtensionID(id)
  }
}

private struct AccountAnswer: JSONReadable {
  let account: Account

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let answer = try NamedAnswer(&reader), let id = answer.id else { return nil }
    account = Account(id: AccountID(id), name: answer.name.map { VerbatimText($0) }, type: answer.type)
  }
}
