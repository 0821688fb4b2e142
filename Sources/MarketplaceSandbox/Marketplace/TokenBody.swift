/// What a client wants written, once it has been checked against the `ApiToken` schema and the platform's rules.
///
/// The check is strict: unknown properties are refused by name, and so are values that only the platform sets.
struct TokenBody {
  private static let readOnly: Set<String> = [
    "id", "audit", "$meta", "revision", "status", "lastAccessAt", "token", "account",
  ]

  let state: MarketplaceState
  let rules: PlatformRules
  /// The token before an update; nil if one is created.
  let present: StoredToken?
  let caller: Caller
  private(set) var name: String?
  /// nil if the key is absent, a null text if it is null; so is `icon`.
  private(set) var description: String??
  private(set) var icon: String??
  private(set) var modules: [GrantedModule]?
  private(set) var extensions: JSONValue?
  private(set) var account: JSONObject?
  private var errors: [Problem.FieldError] = []

  init(state: MarketplaceState, rules: PlatformRules, present: StoredToken?, caller: Caller) {
    self.state = state
    self.rules = rules
    self.present = present
    self.caller = caller
  }

  /// Reads a body.
  ///
  /// - Throws: 400 with everything that is wrong with the body.
  mutating func read(_ bytes: [UInt8]) throws(Problem) {
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes)
    } catch {
      throw .badRequest("The body is not JSON: \(error.message), at byte \(error.offset).")
    }
    guard let object = value.object else { throw .badRequest("The body has to be an object, not \(value.kind).") }
    for member in object.members { readMember(member) }
    if present == nil {
      for name in ["account", "name", "modules"] where object[name] == nil { refuse(name, "is required.") }
    }
    if rules.checksModules { checkModules() }
    guard errors.isEmpty else { throw .invalid(errors) }
  }

  /// The same without the writes that an option drops, and with texts normalised if an option asks for it.
  func asStored(_ behaviour: Misbehaviour) -> TokenBody {
    var stored = self
    if behaviour.normalisesText {
      stored.name = name.map(trimmed)
      stored.description = description.map { $0.map(trimmed) }
    }
    guard present != nil else { return stored }
    for field in behaviour.droppedWrites {
      switch field {
      case "name": stored.name = nil
      case "description": stored.description = nil
      case "icon": stored.icon = nil
      case "extensions": stored.extensions = nil
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
    if let extensions { token.extensions = extensions }
  }

  mutating func refuse(_ field: String, _ message: String) {
    errors.append(Problem.FieldError(field: field, message: "\(field) \(message)"))
  }

  private mutating func readMember(_ member: JSONObject.Member) {
    let value = member.value
    switch member.name {
    case "name": readName(value)
    case "description":
      let text = nullableText(value, "description")
      if rules.limitsTexts, let text, text.unicodeScalars.count > 2000 {
        refuse("description", "holds at most 2000 characters.")
      }
      description = .some(text)
    case "icon": icon = .some(nullableText(value, "icon"))
    case "modules": modules = grants(value)
    case "extensions": extensions = extensions(value)
    case "account" where present == nil: account = accountReference(value)
    case let name where Self.readOnly.contains(name): checkReadOnly(name, value)
    default: refuse(member.name, "is not a property of an API token.")
    }
  }

  private mutating func readName(_ value: JSONValue) {
    guard let text = value.string else { return refuse("name", "has to be a string, not \(value.kind).") }
    if trimmed(text).isEmpty { refuse("name", "must not be empty.") }
    if rules.limitsTexts {
      if text.unicodeScalars.count > 200 { refuse("name", "holds at most 200 characters.") }
      if !text.unicodeScalars.allSatisfy(mayBeInName) {
        refuse(
          "name", "consists of letters, digits, spaces, hyphens, periods, apostrophes and double quotes.")
      }
    }
    name = text
  }

  /// A read-only member is accepted with the value that it has.
  private mutating func checkReadOnly(_ name: String, _ value: JSONValue) {
    let isPresent = name == "$meta" || present.map { agrees(value, with: $0.property(name)) } ?? false
    if !rules.acceptsReadOnly || present == nil || !isPresent { refuse(name, "is read-only.") }
  }

  private mutating func nullableText(_ value: JSONValue, _ field: String) -> String? {
    if value != .null, value.string == nil { refuse(field, "has to be a string or null, not \(value.kind).") }
    return value.string
  }

  private mutating func accountReference(_ value: JSONValue) -> JSONObject? {
    guard value.object?.names == ["id"], let id = value.object?["id"]?.string else {
      refuse("account", "has to be an object with an id and nothing else.")
      return nil
    }
    let account = state.account(id).flatMap { caller.belongs(to: $0, rules) ? $0 : nil }
    if account == nil { refuse("account.id", "names the account \(id), which does not exist.") }
    return account
  }
}

/// Whether a value that was sent is the present one: members that it leaves out do not count.
func agrees(_ sent: JSONValue, with present: JSONValue?) -> Bool {
  switch (sent, present) {
  case (.null, nil), (.null, .null?): return true
  case (.array([]), nil), (.array([]), .null?): return true
  case (.object(let sent), .object(let present)?):
    return sent.members.allSatisfy { agrees($0.value, with: present[$0.name]) }
  case (.array(let sent), .array(let present)?):
    return sent.count == present.count && zip(sent, present).allSatisfy { agrees($0, with: $1) }
  default: return sent == present
  }
}

private func mayBeInName(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
  default: " -.'\"".unicodeScalars.contains(scalar)
  }
}

/// `text` without the white space at its ends.
private func trimmed(_ text: String) -> String {
  let rest = text.drop(while: \.isWhitespace)
  return String(rest.reversed().drop(while: \.isWhitespace).reversed())
}
