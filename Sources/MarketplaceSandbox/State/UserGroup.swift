/// A group of an account's users. The modules of the default group are those that the account's tokens may hold.
struct UserGroup: Sendable, Equatable {
  static let defaultName = "Administrators"

  let id: String
  let name: String
  let isDefault: Bool
  /// The account that it belongs to, as the API shows it.
  let account: JSONObject
  let modules: [Module]

  var object: JSONObject {
    JSONObject([
      ("id", .string(id)), ("name", .string(name)), ("isDefault", .bool(isDefault)), ("account", .object(account)),
      ("modules", .array(modules.map { .members([("id", .string($0.id)), ("name", .string($0.name))]) })),
    ])
  }
}

extension UserGroup: Queryable {
  func property(_ name: String) -> JSONValue? { object[name == "default" ? "isDefault" : name] }
}
