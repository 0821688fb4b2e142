import TokenModel

/// The sets and groups that one file defines, in its order.
struct Definitions: Sendable {
  var sets: [Definition<ModuleList>] = []
  var groups: [Definition<[BuyerID]>] = []
  /// Whether no part was skipped that may define more.
  var isComplete = true
}

/// A named list of a document.
struct Definition<Content: Sendable>: Sendable {
  var name: String
  var position: SourcePosition
  /// Where the name is.
  var span: SourceRange
  /// Nil if it has a fault, which was reported.
  var content: Content?
}

/// The definitions of all files, each name once.
struct DefinitionTable<Content: Sendable>: Sendable {
  /// In the order of the files.
  private(set) var definitions: [Definition<Content>] = []
  /// The names that are defined more than once.
  private(set) var repeated: Set<String> = []
  private var indexes: [String: Int] = [:]

  /// Adds a definition.
  ///
  /// - Returns: The earlier one of the same name, which stays; nil if there is none.
  mutating func add(_ definition: Definition<Content>) -> Definition<Content>? {
    if let index = indexes[definition.name] {
      repeated.insert(definition.name)
      return definitions[index]
    }
    indexes[definition.name] = definitions.count
    definitions.append(definition)
    return nil
  }

  var names: [String] { definitions.map(\.name) }
}
