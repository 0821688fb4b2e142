package import JSONText
package import TokenModel

/// A token in a response. A member that is absent or null, and not listed as omitted, is null. Members that the program
/// does not use, the secret above all, are not decoded.
package struct TokenResponse: JSONReadable {
  /// The token, with every member that the token lists as omitted marked as such.
  package let token: LiveToken
  /// The members that the token itself lists as omitted.
  let omitted: OmittedMembers
  /// Whether the response is only a reference to a token: members that it does not have are unknown.
  private let isReference: Bool

  /// Reads a token. Nil if it has no id, or if a managed member has an unexpected type.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var members = Members()
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      try members.read(name, from: &reader)
    }
    guard isObject, var token = members.token else { return nil }
    omitted = members.omitted
    isReference = members.isReference
    token.markOmitted(omitted)
    self.token = token
  }

  /// The token as a read by id returns it: modules that are absent and not listed as omitted are none, unless the
  /// response is only a reference.
  var complete: LiveToken {
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
  /// Marks as omitted what was read as null and is listed as omitted.
  mutating func markOmitted(_ omitted: OmittedMembers) {
    guard !omitted.isEmpty else { return }
    for field in TextField.allCases where omitted.contains(field.member) && texts[field] == .known(nil) {
      texts[field] = .omitted
    }
    if omitted.contains(.extensions), extensions.value?.scope == .all { extensions = .omitted }
    if omitted.contains(.lastAccessAt), lastAccessAt == .known(nil) { lastAccessAt = .omitted }
    if omitted.contains(.filters), case .known(let modules) = self.modules {
      self.modules = .known(
        modules.map { $0.filters == .known(.none) ? LiveModule(id: $0.id, name: $0.name, filters: .notAnswered) : $0 })
    }
  }
}

/// The members of a token as they are read: the list of omitted ones may follow them.
private struct Members {
  private var id = JSONField<String>.absent
  private var texts = TextFields(repeating: JSONField<String>.absent)
  private var modules = JSONField<[ModuleResponse]>.absent
  private var account = JSONField<AccountResponse>.absent
  private var status = JSONField<String>.absent
  private var revision = JSONField<Int>.absent
  private var extensions = JSONField<[ExtensionResponse]>.absent
  private var lastAccessAt = JSONField<String>.absent
  private var audit = JSONField<AuditResponse>.absent
  private var metadata = JSONField<ResponseMetadata>.absent

  mutating func read(_ member: JSONName, from reader: inout JSONReader) throws(JSONReader.SyntaxError) {
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

  /// Nil if a managed member has an unexpected type. Members that are only shown count as omitted then.
  var token: LiveToken? {
    guard let id = id.value, let modules = fetched(modules, orOmitted: .modules) else { return nil }
    var token = LiveToken(id: TokenID(id))
    for field in TextField.allCases {
      guard let fetched = fetched(texts[field], orOmitted: field.member) else { return nil }
      guard case .known(let text) = fetched, field.isNullable || text != nil else { continue }
      token.texts[field] = .known(text.map { VerbatimText($0) })
    }
    if case .known(let modules?) = modules { token.modules = .known(modules.map(\.module).deduplicated) }
    token.extensions = fetchedExtensions
    token.account = account.value?.account
    token.status = status.value.map(Status.init)
    token.revision = revision.value
    if case .known(let time)? = fetched(lastAccessAt, orOmitted: .lastAccessAt) { token.lastAccessAt = .known(time) }
    token.created = audit.value?.created
    token.lastChange = audit.value?.lastChange
    return token
  }

  /// An unexpected type counts as omitted.
  private var fetchedExtensions: Fetched<LiveExtensions> {
    switch extensions {
    case .absent: isReference ? .omitted : .known(.absent)
    case .null: .known(.listed(.all))
    case .value(let answers): .known(.listed(ExtensionScope(answers.map(\.id))))
    case .mismatch: .omitted
    }
  }

  /// The value of a member; nil if it has an unexpected type and is not listed as omitted.
  private func fetched<Value>(_ member: JSONField<Value>, orOmitted name: OmittedMembers) -> Fetched<Value?>? {
    switch member {
    case .absent: isReference ? .omitted : .known(nil)
    case .null: .known(nil)
    case .value(let value): .known(value)
    case .mismatch: omitted.contains(name) ? .omitted : nil
    }
  }

  /// Whether it has none of the members that are never null. Such an object is only a reference to a token, and members
  /// that it does not have are unknown.
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

private struct ExtensionResponse: JSONReadable {
  let id: ExtensionID

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let id = try ReferenceResponse(&reader)?.id else { return nil }
    self.id = ExtensionID(id)
  }
}

private struct AccountResponse: JSONReadable {
  let account: Account

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let reference = try ReferenceResponse(&reader), let id = reference.id else { return nil }
    account = Account(id: AccountID(id), name: reference.name.map { VerbatimText($0) }, type: reference.type)
  }
}
