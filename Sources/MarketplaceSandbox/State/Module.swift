/// The types of account, as the platform spells them.
enum AccountType: String, Sendable, CaseIterable {
  case operations = "Operations"
  case client = "Client"
  case vendor = "Vendor"
}

/// A module of the platform's catalogue.
struct Module: Sendable, Equatable {
  let id: String
  let name: String
  let description: String
  let revision: Int
  /// As the seed has them; nil if it has none.
  let settings: JSONValue?
  /// A stable word such as `access-management`.
  var code = ""
  /// The types of account that may have the module.
  var accountTypes: [String] = []
  /// The scopes that its filters know, by the filter's name; null if it knows none.
  var filters = JSONValue.null

  static let everyAccountType = AccountType.allCases.map(\.rawValue)
  static let buyerFilters = JSONValue.members([("group.buyers", .array([.string("selected"), .string("all")]))])

  /// The module as a token shows it.
  var object: JSONObject {
    var object = JSONObject([
      ("id", .string(id)), ("name", .string(name)), ("revision", .integer(revision)),
      ("description", .string(description)),
    ])
    object["settings"] = settings
    return object
  }

  /// The module as the catalogue shows it.
  var catalogueObject: JSONObject {
    var object = object
    object["code"] = .string(code)
    object["accountTypes"] = .array(accountTypes.map { .string($0) })
    object["filters"] = filters
    return object
  }

  /// A code made of a name: `Access Management` gives `access-management`.
  static func code(of name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  var isObsolete: Bool { flag("obsolete") == true }

  /// Every token of an account that has the module holds it.
  var isMandatory: Bool { flag("default") == true && flag("configurable") == false }

  /// No token can be given the module.
  var isForbidden: Bool { flag("default") == false && flag("configurable") == false }

  private func flag(_ name: String) -> Bool? {
    if case .bool(let value)? = settings?.object?[name] { value } else { nil }
  }
}

extension Module: Queryable {
  func property(_ name: String) -> JSONValue? { catalogueObject[name] }
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
