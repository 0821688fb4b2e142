import JSONText
package import TokenModel

/// Values that a schema offers to an editor. Any other text stays valid, because files may name what is added later.
package struct SchemaSuggestions: Sendable {
  private let modules: [CatalogueModule]
  private let sets: [String]
  private let groups: [String]

  /// Suggestions without texts that a file must not contain, each once and sorted.
  ///
  /// - Parameters:
  ///   - modules: The modules of the account.
  ///   - files: The files whose sets and groups are offered.
  ///   - mask: Finds names that look like a secret, which are left out.
  package init(modules: [CatalogueModule], files: LoadedTokenFiles, mask: SecretMask) {
    let usable = modules.filter { ModuleID(wellFormed: $0.id.rawValue) != nil && !mask.finds(in: $0.name.string) }
    self.modules = Dictionary(usable.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }).values
      .sorted { $0.id < $1.id }
    sets = files.moduleSets.map(\.name).sorted()
    groups = files.buyerGroups.map(\.name).sorted()
  }

  /// Names before ids. A name that begins like an id cannot be used in a file.
  fileprivate var moduleMembers: String {
    let names = Set(modules.map(\.name.string)).filter { !$0.isEmpty && !$0.utf8.starts(with: "MOD-".utf8) }.sorted()
    let ids = modules.map { module in
      JSON.object([.init("const", .string(module.id.rawValue)), .init("description", .string(module.name.string))])
    }
    return members((names.isEmpty ? [] : [Self.choice(of: names)]) + ids)
  }

  fileprivate var setMembers: String { members(sets.isEmpty ? [] : [Self.choice(of: sets)]) }

  fileprivate var groupMembers: String { members(groups.isEmpty ? [] : [Self.choice(of: groups)]) }

  private static func choice(of texts: [String]) -> JSON { .object([.init("enum", .array(texts.map(JSON.string)))]) }

  /// `anyOf` with the choices and all other text.
  private func members(_ choices: [JSON]) -> String {
    guard !choices.isEmpty else { return "" }
    let text = JSON.object([.init("type", .array(["string", "number", "boolean"]))])
    let lines = (choices + [text]).map { "        " + String(decoding: $0.encoded(.compact), as: UTF8.self) }
    return "\n      \"anyOf\": [\n" + lines.joined(separator: ",\n") + "\n      ],"
  }
}

extension ConfigurationSchema {
  /// The schema with suggestions.
  package static func text(suggesting suggestions: SchemaSuggestions) -> String {
    text(module: suggestions.moduleMembers, set: suggestions.setMembers, group: suggestions.groupMembers)
  }
}
