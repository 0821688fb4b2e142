/// A token as the sandbox keeps it.
struct StoredToken: Sendable, Equatable {
  enum Status: String, Sendable, CaseIterable {
    case active = "Active"
    case disabled = "Disabled"
    case deleted = "Deleted"
  }

  /// When something was done, and by whom.
  struct Event: Sendable, Equatable {
    let at: String
    let by: Identity

    var value: JSONValue {
      .members([("at", .string(at)), ("by", .members([("id", .string(by.id)), ("name", .string(by.name))]))])
    }
  }

  struct Identity: Sendable, Equatable {
    let id: String
    let name: String
  }

  let id: String
  var name: String
  var description: String?
  var icon: String?
  var status: Status
  var revision: Int
  var lastAccessAt: String?
  var secret: String
  /// The account that it belongs to, as the API shows it.
  var account: JSONObject
  var modules: [GrantedModule]
  /// null permits all extensions, an empty list none.
  var extensions: JSONValue
  let created: Event
  var updated: Event
}

extension StoredToken: Queryable {
  /// The properties in the order in which the API's schema lists them.
  static let properties = [
    "id", "name", "icon", "description", "revision", "status", "lastAccessAt", "token", "account", "modules",
    "extensions", "audit",
  ]

  func property(_ name: String) -> JSONValue? {
    switch name {
    case "id": .string(id)
    case "name": .string(self.name)
    case "icon": .text(icon)
    case "description": .text(description)
    case "revision": .integer(revision)
    case "status": .string(status.rawValue)
    case "lastAccessAt": .text(lastAccessAt)
    case "token": .string(secret)
    case "account": .object(account)
    case "modules": .array(modules.map { .object($0.object) })
    case "extensions": extensions
    case "audit": .members([("created", created.value), ("updated", updated.value)])
    default: nil
    }
  }

  /// Every property, the secret included, as the seed has them.
  var object: JSONObject {
    JSONObject(Self.properties.compactMap { name in property(name).map { (name, $0) } })
  }
}
