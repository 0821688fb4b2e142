/// What a client wants written, once it has been checked against the `ApiToken` schema.
///
/// The check is strict: properties that only the platform sets are refused, by name, and so are unknown ones.
struct TokenBody {
  enum Call {
    case create
    case update
  }

  private static let readOnly: Set<String> = [
    "id", "audit", "$meta", "revision", "status", "lastAccessAt", "token", "account", "extensions",
  ]

  let call: Call
  private(set) var name: String?
  /// nil where the key is absent, a null text where it is null; so is `icon`.
  private(set) var description: String??
  private(set) var icon: String??
  private(set) var modules: [GrantedModule]?
  private(set) var account: JSONObject?
  private var errors: [Problem.FieldError] = []

  init(call: Call) {
    self.call = call
  }

  /// Reads a body. The modules that the token has (`held`) may be written even if the catalogue no longer has them.
  ///
  /// - Throws: 400 with everything that is wrong with the body.
  mutating func read(_ bytes: [UInt8], held: [GrantedModule], state: MarketplaceState) throws(Problem) {
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes)
    } catch {
      throw .badRequest("The body is not JSON: \(error.message), at byte \(error.offset).")
    }
    guard let object = value.object else { throw .badRequest("The body has to be an object, not \(value.kind).") }
    for member in object.members { readMember(member, held: held, state: state) }
    if call == .create {
      for name in ["account", "name", "modules"] where object[name] == nil { refuse(name, "is required.") }
    }
    guard errors.isEmpty else { throw .invalid(errors) }
  }

  /// The same without what the platform was told to drop, and with texts as it was told to store them.
  func asStored(_ behaviour: Misbehaviour) -> TokenBody {
    var stored = self
    if behaviour.normalisesText {
      stored.name = name.map(trimmed)
      stored.description = description.map { $0.map(trimmed) }
    }
    guard call == .update else { return stored }
    for field in behaviour.droppedWrites {
      switch field {
      case "name": stored.name = nil
      case "description": stored.description = nil
      case "icon": stored.icon = nil
      default: stored.modules = nil
      }
    }
    return stored
  }

  func apply(to token: inout StoredToken) {
    if let name { token.name = name }
    if let description { token.description = description }
    if let icon { token.icon = icon }
    if let modules { token.modules = modules }
  }

  private mutating func refuse(_ field: String, _ message: String) {
    errors.append(Problem.FieldError(field: field, message: "\(field) \(message)"))
  }

  private mutating func readMember(_ member: JSONObject.Member, held: [GrantedModule], state: MarketplaceState) {
    let value = member.value
    switch member.name {
    case "name":
      guard let text = value.string else { return refuse("name", "has to be a string, not \(value.kind).") }
      if trimmed(text).isEmpty { refuse("name", "must not be empty.") }
      name = text
    case "description": description = .some(nullableText(value, "description"))
    case "icon": icon = .some(nullableText(value, "icon"))
    case "modules": modules = grants(value, held: held, state: state)
    case "account" where call == .create: account = accountReference(value, state: state)
    case let name where Self.readOnly.contains(name): refuse(name, "is read-only.")
    default: refuse(member.name, "is not a property of an API token.")
    }
  }

  private mutating func nullableText(_ value: JSONValue, _ field: String) -> String? {
    if value != .null, value.string == nil { refuse(field, "has to be a string or null, not \(value.kind).") }
    return value.string
  }

  private mutating func accountReference(_ value: JSONValue, state: MarketplaceState) -> JSONObject? {
    guard value.object?.names == ["id"], let id = value.object?["id"]?.string else {
      refuse("account", "has to be an object with an id and nothing else.")
      return nil
    }
    let known = [state.account] + state.tokens.map(\.account)
    let account = known.first { $0["id"] == .string(id) }
    if account == nil { refuse("account.id", "names the account \(id), which there is not.") }
    return account
  }

  private mutating func grants(_ value: JSONValue, held: [GrantedModule], state: MarketplaceState) -> [GrantedModule] {
    guard let elements = value.array, !elements.isEmpty else {
      refuse("modules", "has to be an array with at least one module.")
      return []
    }
    var seen: Set<String> = []
    return elements.enumerated().compactMap { number, element in
      let field = "modules[\(number)]"
      guard let object = element.object, let id = object["id"]?.string else {
        refuse(field, "has to be an object with an id, a string.")
        return nil
      }
      refuseOthers(than: ["id", "filters"], in: object, of: field)
      if !seen.insert(id).inserted { refuse(field, "names the module \(id) again.") }
      guard let module = state.module(id) ?? held.first(where: { $0.module.id == id })?.module else {
        refuse("\(field).id", "names the module \(id), which there is not.")
        return nil
      }
      return GrantedModule(module: module, filters: filters(object["filters"], "\(field).filters"))
    }
  }

  private mutating func filters(_ value: JSONValue?, _ field: String) -> JSONObject? {
    guard let value, value != .null else { return nil }
    guard let object = value.object else {
      refuse(field, "has to be an object or null, not \(value.kind).")
      return nil
    }
    for member in object.members {
      if member.name != "group.buyers" {
        refuse(field, "has the property \(member.name), which there is not.")
      } else if member.value.array?.allSatisfy({ $0.string != nil }) != true {
        refuse("\(field).group.buyers", "has to be an array of strings.")
      }
    }
    return object
  }

  private mutating func refuseOthers(than writable: [String], in object: JSONObject, of field: String) {
    let known = ["name", "revision", "description", "settings"]
    for name in object.names where !writable.contains(name) {
      refuse("\(field).\(name)", known.contains(name) ? "is read-only." : "is not a property of a module.")
    }
  }
}

/// `text` without the white space at its ends.
private func trimmed(_ text: String) -> String {
  let rest = text.drop(while: \.isWhitespace)
  return String(rest.reversed().drop(while: \.isWhitespace).reversed())
}
