import Foundation
import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct ConfigurationSchemaTests {
  private typealias Schema = [String: Any]

  private let document: Schema
  private let definitions: [String: Schema]

  init() throws {
    document = try #require(try JSONSerialization.jsonObject(with: Data(ConfigurationSchema.text.utf8)) as? Schema)
    definitions = try #require(document["definitions"] as? [String: Schema])
    let tokens = try #require(Self.property("tokens", of: document)["patternProperties"] as? [String: Schema])
    #expect(Array(tokens.keys) == [Self.pattern(of: TokenKind.self)])
  }

  private static func property(_ name: String, of schema: Schema) -> Schema {
    (schema["properties"] as? [String: Schema])?[name] ?? [:]
  }

  private static func pattern<Kind: IdentifierKind>(of _: Kind.Type) -> String {
    "^\(Kind.prefix)(?:-[0-9]{4}){\(Kind.minimumGroups),}$"
  }

  @Test func `The schema allows the keys that the reader accepts at each level, and no others`() {
    for (schema, level) in [
      (document, ConfigurationLevel.document), (definitions["token"], .token),
      (definitions["module_of_token"], .module),
      (definitions["set_use"], .setUse), (definitions["module_of_set"], .moduleOfSet),
      (definitions["filters"], .filters),
    ] {
      #expect((schema?["properties"] as? Schema)?.keys.sorted() == level.keys.sorted())
      #expect(schema?["additionalProperties"] as? Bool == false)
    }
  }

  @Test func `The schema's patterns and examples are those of well-formed ids`() throws {
    let account = Self.property("account", of: document)
    #expect(account["pattern"] as? String == Self.pattern(of: AccountKind.self))
    #expect(account["examples"] as? [String] == [AccountKind.example])
    let buyer = try #require(definitions["buyer"])
    #expect(buyer["pattern"] as? String == Self.pattern(of: BuyerKind.self))
    #expect(buyer["examples"] as? [String] == [BuyerKind.example])
    let id = try #require(definitions["module"])
    let moduleID = Self.pattern(of: ModuleKind.self).dropFirst()
    #expect(id["pattern"] as? String == "^(?:\(moduleID)|(?!\(ModuleKind.prefix)-))")
    #expect((id["examples"] as? [String])?.first == ModuleKind.example)
  }

  /// The keywords of draft-07 that the schema uses.
  private static let keywords: Set<String> = [
    "$schema", "$ref", "definitions", "title", "description", "type", "properties", "additionalProperties",
    "patternProperties", "required",
    "pattern", "minLength", "maxLength", "items", "minItems", "uniqueItems", "anyOf", "not", "if", "then", "examples",
    "default",
  ]

  @Test func `Each definition of the schema is used`() {
    for name in definitions.keys {
      #expect(ConfigurationSchema.text.contains("\"#/definitions/\(name)\""), "\(name)")
    }
  }

  @Test func `The schema limits a reason as the reader does, and names no option of the command line`() {
    #expect(definitions["reason"]?["maxLength"] as? Int == Limits.reason)
    #expect(!ConfigurationSchema.text.contains("--"))
  }

  @Test func `Suggestions are added to modules, sets and groups, and leave all other text valid`() throws {
    let position = SourcePosition(file: "a.yaml", line: 1, column: 1)
    let files = LoadedTokenFiles(
      tokens: [], moduleSets: [ModuleSet(name: "read", position: position, modules: [])],
      buyerGroups: [BuyerGroup(name: "north", position: position, buyers: [])], diagnostics: [], fileCount: 1)
    let modules = [
      CatalogueModule(id: "MOD-0002", name: "Orders \"and\" more"), CatalogueModule(id: "MOD-0001", name: "Billing"),
      CatalogueModule(id: "MOD-0003", name: "Billing"), CatalogueModule(id: "MOD-0004", name: "idt:TKN-1111-1111:abc"),
      CatalogueModule(id: "MOD-0005", name: "MOD-named"), CatalogueModule(id: "MOD-x", name: "No id"),
    ]
    let text = ConfigurationSchema.text(
      suggesting: SchemaSuggestions(modules: modules, files: files, mask: SecretMask()))
    let live = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Schema)
    let definitions = try #require(live["definitions"] as? [String: Schema])
    let choices = try ["module", "set", "group"].map { try #require(definitions[$0]?["anyOf"] as? [Schema]) }
    #expect(choices[0].first?["enum"] as? [String] == ["Billing", "Orders \"and\" more"])
    #expect(choices[0].compactMap { $0["const"] as? String } == ["MOD-0001", "MOD-0002", "MOD-0003", "MOD-0005"])
    #expect(choices[1].first?["enum"] as? [String] == ["read"])
    #expect(choices[2].first?["enum"] as? [String] == ["north"])
    for choice in choices { #expect(choice.last?["type"] as? [String] == ["string", "number", "boolean"]) }
    let none = SchemaSuggestions(modules: [], files: .none, mask: SecretMask())
    #expect(ConfigurationSchema.text(suggesting: none) == ConfigurationSchema.text)
  }

  @Test func `The schema declares draft-07, and uses nothing newer`() {
    #expect(document["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    var pending = [document]
    while let schema = pending.popLast() {
      #expect(Self.keywords.isSuperset(of: schema.keys))
      if let reference = schema["$ref"] as? String {
        #expect(schema.count == 1, "draft-07 ignores the siblings of $ref")
        #expect(reference.hasPrefix("#/definitions/") && definitions[String(reference.dropFirst(14))] != nil)
      }
      for knownKey in ["items", "not", "if", "then"] { pending += [schema[knownKey] as? Schema].compactMap(\.self) }
      for knownKey in ["properties", "patternProperties", "definitions"] {
        pending += (schema[knownKey] as? [String: Schema])?.values.map(\.self) ?? []
      }
      pending += schema["anyOf"] as? [Schema] ?? []
    }
  }
}
