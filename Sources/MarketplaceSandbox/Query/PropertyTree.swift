/// The properties that a query may name, level by level, after the schemas of the API.
struct PropertyTree: Sendable {
  let children: [String: PropertyTree]
  let isList: Bool

  private init(list: Bool = false, _ children: [String: PropertyTree] = [:]) {
    self.children = children
    self.isList = list
  }

  /// What `path` leads to; nil if a step is unknown.
  func descendant(at path: [String]) -> PropertyTree? {
    path.reduce(Optional(self)) { tree, name in tree?.children[name] }
  }

  /// Whether a step of `path` before its last one is a list, or its last one is.
  func crossesList(_ path: [String]) -> Bool {
    (1...path.count).contains { descendant(at: Array(path.prefix($0)))?.isList ?? false }
  }

  private static let leaf = PropertyTree()
  private static let identity = PropertyTree(["id": leaf, "name": leaf, "icon": leaf, "revision": leaf])
  private static let event = PropertyTree(["at": leaf, "by": identity])

  static let module = PropertyTree([
    "id": leaf, "name": leaf, "revision": leaf, "description": leaf, "settings": leaf, "code": leaf,
    "accountTypes": PropertyTree(list: true), "filters": leaf,
  ])

  /// The flag of a default group has two names, of which an account's answers use one.
  static let group = PropertyTree([
    "id": leaf, "name": leaf, "isDefault": leaf, "default": leaf, "account": account,
    "modules": PropertyTree(list: true, ["id": leaf, "name": leaf]),
  ])

  private static let account = PropertyTree([
    "id": leaf, "name": leaf, "icon": leaf, "revision": leaf, "type": leaf, "status": leaf,
  ])

  static let token = PropertyTree([
    "id": leaf, "name": leaf, "icon": leaf, "description": leaf, "revision": leaf, "status": leaf,
    "lastAccessAt": leaf, "token": leaf,
    "account": account,
    "modules": PropertyTree(
      list: true,
      [
        "id": leaf, "name": leaf, "revision": leaf, "description": leaf, "filters": leaf, "settings": leaf,
      ]),
    "extensions": PropertyTree(list: true),
    "audit": PropertyTree(["created": event, "updated": event]),
  ])
}

/// An object whose properties a filter or an order can look at.
protocol Queryable {
  /// The value of a property; nil if the object has none of that name.
  func property(_ name: String) -> JSONValue?
}

extension JSONObject: Queryable {
  func property(_ name: String) -> JSONValue? { self[name] }
}

extension Queryable {
  /// The value at a path that crosses no list; null if a step is missing.
  func value(at path: [String]) -> JSONValue {
    guard let first = path.first, var value = property(first) else { return .null }
    for name in path.dropFirst() {
      guard let next = value.object?[name] else { return .null }
      value = next
    }
    return value
  }
}
