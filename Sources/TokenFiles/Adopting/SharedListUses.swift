import TokenModel

/// The sets and groups of a run, and how many tokens use each.
struct SharedListUses {
  private let groups: [String: BuyerGroup]
  private let setUsers: [String: Int]
  private let groupUsers: [String: Int]

  init(_ loaded: LoadedTokenFiles) {
    groups = Dictionary(loaded.buyerGroups.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let modules = loaded.tokens.map { $0.modules?.value ?? [] }
    setUsers = Dictionary(
      modules.flatMap { list in Set(list.compactMap(\.set?.name)).map { ($0, 1) } }, uniquingKeysWith: +)
    groupUsers = Dictionary(
      modules.flatMap { list in Set(list.flatMap(\.buyerGroups)).map { ($0, 1) } }, uniquingKeysWith: +)
  }

  /// The buyers of a group; none if there is no such group.
  func buyers(ofGroup name: String) -> [BuyerID] { groups[name]?.buyers ?? [] }

  /// A set for messages: its name, the line of an entry, and who shares it.
  func set(_ name: String, at entry: SourcePosition) -> String {
    "the set \(name) (\(entry.file):\(entry.line)), which \(Self.tokens(setUsers[name] ?? 0))"
  }

  /// A group for messages: its name, its line, and who shares it.
  func group(_ name: String) -> String {
    let place = groups[name].map { " (\($0.position.file):\($0.position.line))" } ?? ""
    return "the group \(name)\(place), which \(Self.tokens(groupUsers[name] ?? 0))"
  }

  private static func tokens(_ count: Int) -> String { count == 1 ? "1 token uses" : "\(count) tokens use" }
}
