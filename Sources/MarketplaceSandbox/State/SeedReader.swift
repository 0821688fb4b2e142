/// A seed that cannot be used, with everything that is wrong with it.
struct SeedError: Error, Equatable {
  let faults: [String]
}

/// Reads a seed: `{"account": {…}, "modules": [{…}], "userGroups": [{…}], "tokens": [{…}]}`, objects in the API's own
/// shape.
///
/// What a token leaves out is filled in: the account with the seed's, a module with what the catalogue says of its id,
/// revision 1, status Active, a made-up secret and a made-up audit. So is what a module leaves out: a code made of its
/// name, every type of account, a filter for buyers. `userGroups` may be left out: each account has a default group.
struct SeedReader {
  var faults: [String] = []
  /// The time that made-up audits count from.
  let epoch: Timestamp
  var modules: [String: Module] = [:]

  static func read(_ bytes: [UInt8], epoch: Timestamp) throws(SeedError) -> MarketplaceState {
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes)
    } catch {
      throw SeedError(faults: ["byte \(error.offset): \(error.message)"])
    }
    var reader = SeedReader(epoch: epoch)
    let state = reader.state(from: value)
    guard reader.faults.isEmpty else { throw SeedError(faults: reader.faults) }
    return state
  }

  private mutating func state(from value: JSONValue) -> MarketplaceState {
    guard let seed = members(value, at: "seed", known: ["account", "modules", "userGroups", "tokens"]) else {
      return MarketplaceState(account: JSONObject(), modules: [], tokens: [])
    }
    let account = account(seed["account"], at: "account")
    let modules = elements(seed["modules"], at: "modules").compactMap { value, path in module(value, at: path) }
    for module in modules where self.modules.updateValue(module, forKey: module.id) != nil {
      faults.append("modules: \(module.id) is listed twice")
    }
    let tokens = elements(seed["tokens"], at: "tokens").enumerated().compactMap { number, element in
      token(element.0, at: element.1, number: number, account: account)
    }
    var ids: Set<String> = []
    for token in tokens where !ids.insert(token.id).inserted { faults.append("tokens: \(token.id) is listed twice") }
    let groups = seed["userGroups"] == nil ? [] : groups(seed["userGroups"], account: account)
    return MarketplaceState(account: account, modules: modules, groups: groups, tokens: tokens)
  }

  mutating func account(_ value: JSONValue?, at path: String) -> JSONObject {
    let known = ["id", "name", "icon", "revision", "type", "status"]
    guard let object = members(value, at: path, known: known) else { return JSONObject() }
    let id = identifier(object, at: path, prefix: "ACC-")
    let name = text(object, "name", at: path) ?? id
    let type = word(object, "type", of: ["Client", "Vendor", "Operations"], at: path) ?? "Client"
    let status = word(object, "status", of: ["Active", "Enabled", "Disabled"], at: path) ?? "Active"
    var account = JSONObject([("id", .string(id)), ("name", .string(name))])
    account["icon"] = nullableText(object, "icon", at: path).map { .string($0) }
    account["revision"] = revision(object, at: path).map { .integer($0) }
    account["type"] = .string(type)
    account["status"] = .string(status)
    return account
  }
}
