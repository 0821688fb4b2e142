package import JSONText
package import TokenModel

/// A token in an answer. What nobody reads, the secret above all, is not decoded.
package struct TokenAnswer: JSONReadable {
  package let token: LiveToken

  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var members = Members()
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      try members.take(name, from: &reader)
    }
    guard isObject, let token = members.token else { return nil }
    self.token = token
  }
}

/// What stands in an answer, read as it comes: which fields are omitted may be said behind them.
private struct Members {
  private var id = JSONField<String>.absent
  private var texts = TextFields(repeating: JSONField<String>.absent)
  private var modules = JSONField<[ModuleAnswer]>.absent
  private var account = JSONField<AccountAnswer>.absent
  private var status = JSONField<String>.absent
  private var revision = JSONField<Int>.absent
  private var lastAccessAt = JSONField<String>.absent
  private var audit = JSONField<AuditAnswer>.absent
  private var metadata = JSONField<Metadata>.absent

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
    case "lastAccessAt": try reader.read(into: &lastAccessAt)
    case "audit": try reader.read(into: &audit)
    case "$meta": try reader.read(into: &metadata)
    default: try reader.skip()
    }
  }

  /// Nil where what is managed is of another shape. What only informs a reader then counts as not told.
  var token: LiveToken? {
    guard let id = id.value, let modules = told(modules, .modules) else { return nil }
    var token = LiveToken(id: TokenID(id))
    for field in TextField.allCases {
      guard let told = told(texts[field], .text(field)) else { return nil }
      guard case .known(let text) = told, field.isNullable || text != nil else { continue }
      token.texts[field] = .known(text.map { VerbatimText($0) })
    }
    if case .known(let modules?) = modules { token.modules = .known(modules.map(\.module)) }
    token.account = account.value?.account
    token.status = status.value.map(Status.init)
    token.revision = revision.value
    token.lastAccessAt = lastAccessAt.value
    token.lastChange = audit.value?.lastChange
    return token
  }

  private func told<Value>(_ member: JSONField<Value>, _ field: TokenField) -> Fetched<Value?>? {
    if let omitted = metadata.value?.omitted, omitted.contains(field.name) { return .omitted }
    switch member {
    case .absent: return .omitted
    case .null: return .known(nil)
    case .value(let value): return .known(value)
    case .mismatch: return nil
    }
  }
}

private struct Metadata: JSONReadable {
  let omitted: [String]

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var omitted = JSONField<[String]>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "omitted": try reader.read(into: &omitted)
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    self.omitted = omitted.value ?? []
  }
}

private struct AccountAnswer: JSONReadable {
  let account: Account

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let answer = try NamedAnswer(&reader), let id = answer.id else { return nil }
    account = Account(id: AccountID(id), name: answer.name.map { VerbatimText($0) })
  }
}
