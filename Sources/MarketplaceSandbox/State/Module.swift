/// A module of the platform's catalogue.
struct Module: Sendable, Equatable {
  let id: String
  let name: String
  let description: String
  let revision: Int
  /// As the seed has them; nil where it has none.
  let settings: JSONValue?

  var object: JSONObject {
    var object = JSONObject([
      ("id", .string(id)), ("name", .string(name)), ("revision", .integer(revision)),
      ("description", .string(description)),
    ])
    object["settings"] = settings
    return object
  }
}

extension Module: Queryable {
  func property(_ name: String) -> JSONValue? { object[name] }
}

/// A module that a token has, with the filters that narrow it.
struct GrantedModule: Sendable, Equatable {
  let module: Module
  var filters: JSONObject?

  var object: JSONObject {
    var object = module.object
    object["filters"] = filters.map { .object($0) } ?? .null
    return object
  }
}
