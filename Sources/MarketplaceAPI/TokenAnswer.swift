import FoundationEssentials
package import TokenModel

/// A token in an answer. What nobody reads, the secret above all, is not decoded.
package struct TokenAnswer: Decodable {
  package let token: LiveToken

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let omitted = Set((values.lenient(Metadata.self, .metadata))?.omitted ?? [])
    func field<Value: Decodable>(_ key: Key) throws -> Fetched<Value?> {
      guard values.contains(key), !omitted.contains(key.rawValue) else { return .omitted }
      return .known(try values.decodeIfPresent(Value.self, forKey: key))
    }
    var token = LiveToken(id: TokenID(try values.decode(String.self, forKey: .id)))
    if case .known(let name?) = try field(.name) as Fetched<String?> { token.name = .known(VerbatimText(name)) }
    token.tokenDescription = (try field(.description) as Fetched<String?>).verbatim
    token.icon = (try field(.icon) as Fetched<String?>).verbatim
    if case .known(let modules?) = try field(.modules) as Fetched<[ModuleAnswer]?> {
      token.modules = .known(modules.map(\.module))
    }
    token.account = values.lenient(AccountAnswer.self, .account)?.account
    token.status = values.lenient(String.self, .status).map(Status.init)
    token.revision = values.lenient(Int.self, .revision)
    token.lastAccessAt = values.lenient(String.self, .lastAccessAt)
    let audit = values.lenient(Audit.self, .audit)
    token.lastChange = (audit?.updated ?? audit?.created)?.lastChange
    self.token = token
  }

  private enum Key: String, CodingKey {
    case id, name, description, icon, modules, account, status, revision, lastAccessAt, audit
    case metadata = "$meta"
  }
}

extension Fetched where Value == String? {
  fileprivate var verbatim: Fetched<VerbatimText?> {
    switch self {
    case .known(let text): .known(text.map { VerbatimText($0) })
    case .omitted: .omitted
    }
  }
}

extension KeyedDecodingContainer {
  /// What only informs a reader: of another type than expected, it counts as not told.
  fileprivate func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
    (try? decodeIfPresent(type, forKey: key)) ?? nil
  }
}

private struct Metadata: Decodable {
  let omitted: [String]?
}

private struct AccountAnswer: Decodable {
  let id: String
  let name: String?

  var account: Account { Account(id: AccountID(id), name: name.map { VerbatimText($0) }) }
}

private struct Audit: Decodable {
  let created: Event?
  let updated: Event?

  struct Event: Decodable {
    let at: String?
    let by: Person?

    var lastChange: LastChange { LastChange(at: at, byID: by?.id, byName: by?.name) }
  }

  struct Person: Decodable {
    let id: String?
    let name: String?
  }
}

/// A module on a token, or in the catalogue.
package struct ModuleAnswer: Decodable {
  package let module: LiveModule

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    module = LiveModule(
      id: ModuleID(try values.decode(String.self, forKey: .id)),
      name: (try? values.decodeIfPresent(String.self, forKey: .name)).flatMap { $0 }.map { VerbatimText($0) },
      filters: values.contains(.filters)
        ? try values.decode(FiltersAnswer.self, forKey: .filters).filters : .notAnswered)
  }

  private enum Key: String, CodingKey {
    case id, name, filters
  }
}

/// Filters, with those that the schema does not know.
private struct FiltersAnswer: Decodable {
  let filters: LiveModule.Filters

  init(from decoder: any Decoder) throws {
    if try decoder.singleValueContainer().decodeNil() {
      filters = .known(.none)
      return
    }
    let values = try decoder.container(keyedBy: AnyKey.self)
    let unknown = values.allKeys.map(\.stringValue).filter { $0 != Self.buyers.stringValue }
    if unknown.isEmpty {
      let buyers = try values.decodeIfPresent([String].self, forKey: Self.buyers) ?? []
      filters = .known(ModuleFilters(buyers: buyers.map { BuyerID($0) }))
    } else {
      filters = .unsupported(unknown.sorted())
    }
  }

  private static let buyers = AnyKey(stringValue: "group.buyers")

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
