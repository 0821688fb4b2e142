/// What the stand-in platform remembers: its catalogue of modules, and the groups and tokens of some accounts.
struct MarketplaceState: Sendable {
  /// The account that a caller belongs to whose secret names no token.
  let account: JSONObject
  let modules: [Module]
  let groups: [UserGroup]
  private(set) var tokens: [StoredToken]
  private let modulesByID: [String: Module]
  private var slots: [String: Int]

  /// An account without a default group gets one that has the modules for its type and all that its tokens hold.
  ///
  /// - Precondition: ids are unique in `modules`, in `groups` and in `tokens`; no account has two default groups.
  init(account: JSONObject, modules: [Module], groups: [UserGroup] = [], tokens: [StoredToken]) {
    self.account = account
    self.modules = modules
    self.groups = groups + Self.missingDefaultGroups(account, modules, groups, tokens)
    self.tokens = tokens
    modulesByID = Dictionary(modules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    slots = Dictionary(tokens.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func module(_ id: String) -> Module? { modulesByID[id] }

  /// The account of that id, as its tokens or groups show it.
  func account(_ id: String) -> JSONObject? {
    groups.first { $0.account["id"] == .string(id) }?.account
  }

  /// The group that says which modules the tokens of an account may hold.
  func defaultGroup(of account: JSONObject) -> UserGroup? {
    groups.first { $0.isDefault && $0.account["id"] == account["id"] }
  }

  /// The place of a token in `tokens`, which it keeps for good.
  func slot(of id: String) -> Int? { slots[id] }

  mutating func update(_ slot: Int, _ change: (inout StoredToken) -> Void) {
    change(&tokens[slot])
  }

  mutating func append(_ token: StoredToken) {
    slots[token.id] = tokens.count
    tokens.append(token)
  }

  /// The state in the shape of a seed.
  var seed: JSONValue {
    .members([
      ("account", .object(account)),
      ("modules", .array(modules.map { .object($0.catalogueObject) })),
      ("userGroups", .array(groups.map { .object($0.object) })),
      ("tokens", .array(tokens.map { .object($0.object) })),
    ])
  }

  private static func missingDefaultGroups(
    _ account: JSONObject, _ modules: [Module], _ groups: [UserGroup], _ tokens: [StoredToken]
  ) -> [UserGroup] {
    var accounts = [account]
    var held: [JSONValue: [Module]] = [:]
    var seen: [JSONValue: Set<String>] = [:]
    for token in tokens {
      let id = token.account["id"] ?? .null
      if seen[id] == nil, id != account["id"] { accounts.append(token.account) }
      for granted in token.modules where seen[id, default: []].insert(granted.module.id).inserted {
        held[id, default: []].append(granted.module)
      }
      if seen[id] == nil { seen[id] = [] }
    }
    let used = Set(groups.map(\.id))
    var ids = (0...).lazy.map(SampleData.groupID).filter { !used.contains($0) }.makeIterator()
    return accounts.compactMap { account in
      let id = account["id"] ?? .null
      guard !groups.contains(where: { $0.isDefault && $0.account["id"] == id }) else { return nil }
      let type = account["type"]?.string ?? ""
      let open = modules.filter {
        ($0.accountTypes.contains(type) && !$0.isForbidden) || seen[id]?.contains($0.id) == true
      }
      let known = Set(open.map(\.id))
      return UserGroup(
        id: ids.next() ?? "", name: UserGroup.defaultName, isDefault: true, account: account,
        modules: open + (held[id] ?? []).filter { !known.contains($0.id) })
    }
  }
}
