import Foundation
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct ConfigurationSchemaTests {
  private typealias Schema = [String: Any]

  private let document: Schema
  private let token: Schema
  private let module: Schema

  init() throws {
    document = try #require(try JSONSerialization.jsonObject(with: Data(ConfigurationSchema.text.utf8)) as? Schema)
    let tokens = try #require(Self.property("tokens", of: document)["patternProperties"] as? [String: Schema])
    #expect(Array(tokens.keys) == [Self.pattern(of: TokenKind.self)])
    token = try #require(tokens.values.first)
    let items = try #require(Self.property("modules", of: token)["items"] as? Schema)
    module = try #require((items["anyOf"] as? [Schema])?.last)
  }

  private static func property(_ name: String, of schema: Schema) -> Schema {
    (schema["properties"] as? [String: Schema])?[name] ?? [:]
  }

  private static func pattern<Kind: IdentifierKind>(of _: Kind.Type) -> String {
    "^\(Kind.prefix)(?:-[0-9]{4}){\(Kind.minimumGroups),}$"
  }

  @Test func `The schema allows the keys that the reader accepts at each level, and no others`() {
    let filters = Self.property("filters", of: module)
    for (schema, level) in [
      (document, ConfigurationLevel.document), (token, .token), (module, .module), (filters, .filters),
    ] {
      #expect((schema["properties"] as? Schema)?.keys.sorted() == level.keys.sorted())
      #expect(schema["additionalProperties"] as? Bool == false)
    }
  }

  @Test func `The schema's patterns and examples are those of well-formed ids`() throws {
    let account = Self.property("account", of: document)
    #expect(account["pattern"] as? String == Self.pattern(of: AccountKind.self))
    #expect(account["examples"] as? [String] == [AccountKind.example])
    let buyers = Self.property("group.buyers", of: Self.property("filters", of: module))
    let buyer = try #require(buyers["items"] as? Schema)
    #expect(buyer["pattern"] as? String == Self.pattern(of: BuyerKind.self))
    #expect(buyer["examples"] as? [String] == [BuyerKind.example])
    let id = Self.property("id", of: module)
    let moduleID = Self.pattern(of: ModuleKind.self).dropFirst()
    #expect(id["pattern"] as? String == "^(?:\(moduleID)|(?!\(ModuleKind.prefix)-))")
    #expect((id["examples"] as? [String])?.first == ModuleKind.example)
  }

  /// The keywords of draft-07 that the schema uses; `$ref` is none of them, whose siblings that draft ignores.
  private static let keywords: Set<String> = [
    "$schema", "title", "description", "type", "properties", "additionalProperties", "patternProperties", "required",
    "pattern", "minLength", "items", "minItems", "uniqueItems", "anyOf", "not", "if", "then", "examples", "default",
  ]

  @Test func `The schema declares draft-07, and uses nothing newer`() {
    #expect(document["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    var pending = [document]
    while let schema = pending.popLast() {
      #expect(Self.keywords.isSuperset(of: schema.keys))
      for knownKey in ["items", "not", "if", "then"] { pending += [schema[knownKey] as? Schema].compactMap(\.self) }
      for knownKey in ["properties", "patternProperties"] {
        pending += (schema[knownKey] as? [String: Schema])?.values.map(\.self) ?? []
      }
      pending += schema["anyOf"] as? [Schema] ?? []
    }
  }
}
