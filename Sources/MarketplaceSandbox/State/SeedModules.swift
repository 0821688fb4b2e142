extension SeedReader {
  /// A module of the catalogue.
  mutating func module(_ value: JSONValue, at path: String) -> Module? {
    let known = ["id", "name", "description", "revision", "settings", "code", "accountTypes", "filters"]
    guard let object = members(value, at: path, known: known) else { return nil }
    let id = identifier(object, at: path, prefix: "MOD-")
    guard let name = text(object, "name", at: path), !name.isEmpty else {
      faults.append("\(path).name: a module needs a name")
      return nil
    }
    let types = object["accountTypes"].map { elements($0, at: "\(path).accountTypes").compactMap(\.0.string) }
    return Module(
      id: id, name: name, description: text(object, "description", at: path) ?? "\(name).",
      revision: revision(object, at: path) ?? 1, settings: object["settings"],
      code: text(object, "code", at: path) ?? Module.code(of: name), accountTypes: types ?? Module.everyAccountType,
      filters: object["filters"] ?? Module.buyerFilters)
  }

  /// The groups of users; the modules in them are those of the catalogue.
  mutating func groups(_ value: JSONValue?, account: JSONObject) -> [UserGroup] {
    let groups = elements(value, at: "userGroups").compactMap { group($0.0, at: $0.1, account: account) }
    var ids: Set<String> = []
    var accounts: Set<JSONValue?> = []
    for group in groups {
      if !ids.insert(group.id).inserted { faults.append("userGroups: \(group.id) is listed twice") }
      if group.isDefault, !accounts.insert(group.account["id"]).inserted {
        faults.append("userGroups: \(group.id) is a second default group of its account")
      }
    }
    return groups
  }

  private mutating func group(_ value: JSONValue, at path: String, account: JSONObject) -> UserGroup? {
    let known = ["id", "name", "isDefault", "account", "modules"]
    guard let object = members(value, at: path, known: known) else { return nil }
    let modules = elements(object["modules"], at: "\(path).modules").compactMap { value, path -> Module? in
      guard let reference = members(value, at: path, known: ["id", "name"]) else { return nil }
      let id = identifier(reference, at: path, prefix: "MOD-")
      if let module = self.modules[id] { return module }
      guard let name = text(reference, "name", at: path) else {
        faults.append("\(path): \(id) is not one of the seed's modules, so it needs a name")
        return nil
      }
      return Module(id: id, name: name, description: "\(name).", revision: 1, settings: nil)
    }
    return UserGroup(
      id: identifier(object, at: path, prefix: "UGR-"),
      name: text(object, "name", at: path) ?? UserGroup.defaultName, isDefault: object["isDefault"] == .bool(true),
      account: object["account"] == nil ? account : self.account(object["account"], at: "\(path).account"),
      modules: modules)
  }
}
