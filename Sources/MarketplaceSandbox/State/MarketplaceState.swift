/// What the stand-in platform remembers: one account's view of modules and tokens.
struct MarketplaceState: Sendable {
  let account: JSONObject
  let modules: [Module]
  private(set) var tokens: [StoredToken]
  private let modulesByID: [String: Module]
  private var slots: [String: Int]

  /// - Precondition: ids are unique in `modules` and in `tokens`.
  init(account: JSONObject, modules: [Module], tokens: [StoredToken]) {
    self.account = account
    self.modules = modules
    self.tokens = tokens
    modulesByID = Dictionary(modules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    slots = Dictionary(tokens.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func module(_ id: String) -> Module? { modulesByID[id] }

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
      ("modules", .array(modules.map { .object($0.object) })),
      ("tokens", .array(tokens.map { .object($0.object) })),
    ])
  }
}
