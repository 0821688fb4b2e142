import JSONText
import TokenModel

/// The JSON Schema of one YAML document, for editors. Its keys are those of ``Level``, which the reader takes.
///
/// A schema sees values after a parser has resolved them, so `name: 0123` is a number to it: wherever text is expected it
/// takes whatever scalar the reader takes verbatim.
package enum ConfigurationSchema {
  package static var text: String { String(decoding: document.encoded(.indented), as: UTF8.self) + "\n" }

  private static let document: JSON = object(
    [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("title", "tokenform configuration"),
      .init("description", "The API tokens of a SoftwareOne Marketplace account, as they are to be."),
      .init("type", ["object", "null"]),
    ] + Level.document.members)

  fileprivate static func object(_ members: [JSON.Member]) -> JSON { .object(members) }

  /// The text of a scalar that is not null: what stands there, whatever a YAML parser makes of it.
  fileprivate static let textTypes: JSON = ["string", "number", "boolean"]

  fileprivate static let nullableTextTypes: JSON = ["string", "number", "boolean", "null"]

  /// No text may hold what looks like a secret of the platform.
  fileprivate static let noSecret = JSON.Member(
    "not",
    object([
      .init("type", "string"), .init("pattern", #"[iI][dD][tT]:[^ \t\n\r"'`:]*:[^ \t\n\r"'`]"#),
    ]))

  fileprivate static func pattern<Kind: IdentifierKind>(of _: Kind.Type) -> String {
    "\(Kind.prefix)(?:-[0-9]{4}){\(Kind.minimumGroups),}$"
  }

  fileprivate static func id<Kind: IdentifierKind>(_ kind: Kind.Type) -> [JSON.Member] {
    [
      .init("type", "string"), .init("pattern", .string("^" + pattern(of: kind))),
      .init("examples", [.string(Kind.example)]),
    ]
  }

  /// A module by its id or its name: what begins like an id has to be one.
  fileprivate static let module: [JSON.Member] = [
    .init("type", textTypes), .init("minLength", .int(1)),
    .init("pattern", .string("^(?:\(pattern(of: ModuleKind.self))|(?!\(ModuleKind.prefix)-))")), noSecret,
    .init("examples", [.string(ModuleKind.example), "Subscriptions"]),
  ]

  /// Lists that name the same thing twice. Numbers are left out: two texts can be one number.
  fileprivate static let noDuplicates: [JSON.Member] = [
    .init(
      "if",
      object([
        .init(
          "items",
          object([
            .init("type", ["string", "object"]),
            .init("properties", object([.init("id", object([.init("type", "string")]))])),
          ]))
      ])),
    .init("then", object([.init("uniqueItems", .bool(true))])),
  ]
}

extension Level {
  /// What a mapping at this level holds.
  fileprivate var members: [JSON.Member] {
    [
      .init("properties", .object(keys.map { .init($0, .object(property($0))) })),
      .init("additionalProperties", .bool(false)),
    ]
  }

  private func property(_ key: String) -> [JSON.Member] {
    switch (self, key) {
    case (.document, "account"):
      described("Account", "The account that every token of this document belongs to.")
        + ConfigurationSchema.id(AccountKind.self)
    case (.document, "tokens"):
      described("Tokens", "The tokens that this document manages, by their ids. All other tokens stay as they are.") + [
        .init("type", "object"), .init("patternProperties", .object([.init(Self.tokenID, .object(Self.tokenMembers))])),
        .init("additionalProperties", .bool(false)),
      ]
    case (.token, "name"):
      described("Name", "The name that the token is to have. Left out, it stays as it is.") + [
        .init("type", ConfigurationSchema.textTypes), .init("minLength", .int(1)), ConfigurationSchema.noSecret,
      ]
    case (.token, "description"):
      described("Description", "What the token is for. null clears it; left out, it stays as it is.") + [
        .init("type", ConfigurationSchema.nullableTextTypes), ConfigurationSchema.noSecret,
      ]
    case (.token, "icon"):
      described("Icon", "The path of the token's icon. null clears it; left out, it stays as it is.") + [
        .init("type", ConfigurationSchema.nullableTextTypes), ConfigurationSchema.noSecret,
      ]
    case (.token, "modules"):
      described(
        "Modules",
        "All modules that the token is to have: what is not listed is revoked. Left out, they stay as they are.") + [
          .init("type", "array"), .init("minItems", .int(1)), .init("items", Self.moduleEntry),
        ] + ConfigurationSchema.noDuplicates
    case (.token, "extensions"):
      described(
        "Extensions",
        "The extensions that the token may act through: null for all, [] for none. Left out, they stay as they are.")
        + [
          .init("type", ["array", "null"]), .init("uniqueItems", .bool(true)),
          .init(
            "items",
            .object(described("Extension", "The id of an extension.") + ConfigurationSchema.id(ExtensionKind.self))),
        ]
    case (.token, "protected"):
      described("Protected", "true: a change to this token needs --allow-protected.") + [
        .init("type", "boolean"), .init("default", .bool(false)),
      ]
    case (.module, "id"):
      described("Module", "The module's id, or its exact name in the platform's catalogue.")
        + ConfigurationSchema.module
    case (.module, "filters"):
      described(
        "Filters", "What the module is limited to. {} removes all filters; left out, they stay as they are.")
        + [.init("type", "object")] + Level.filters.members
    case (.filters, "group.buyers"):
      described("Buyers", "The ids of the buyers that the module is limited to.") + [
        .init("type", "array"), .init("minItems", .int(1)), .init("uniqueItems", .bool(true)),
        .init("items", .object(described("Buyer", "The id of a buyer.") + ConfigurationSchema.id(BuyerKind.self))),
      ]
    default: []
    }
  }

  private static let tokenID = "^" + ConfigurationSchema.pattern(of: TokenKind.self)

  private static let tokenMembers: [JSON.Member] =
    described("Token", "What is managed of the token. A key that is left out stays as it is; {} manages nothing.")
    + [.init("type", "object")] + Level.token.members

  private static let moduleEntry: JSON = .object([
    .init(
      "anyOf",
      [
        .object(
          described("Module", "A module by its id or its exact name. It keeps the filters that it has.")
            + ConfigurationSchema.module),
        .object(
          described("Module with filters", "A module whose filters are managed as well.")
            + [.init("type", "object"), .init("required", ["id"])] + Level.module.members),
      ])
  ])
}

private func described(_ title: String, _ description: String) -> [JSON.Member] {
  [.init("title", .string(title)), .init("description", .string(description))]
}
