extension SeedReader {
  /// A token; `number` is its place in the seed, from which its audit is made up.
  mutating func token(
    _ value: JSONValue, at path: String, number: Int, account: JSONObject
  ) -> StoredToken? {
    guard let object = members(value, at: path, known: StoredToken.properties) else { return nil }
    let id = identifier(object, at: path, prefix: "TKN-")
    let name = text(object, "name", at: path) ?? ""
    if name.isEmpty { faults.append("\(path).name: a token needs a name") }
    let modules =
      object["modules"].map { modules in
        elements(modules, at: "\(path).modules").compactMap { value, path in grantedModule(value, at: path) }
      } ?? []
    if Set(modules.map(\.module.id)).count < modules.count {
      faults.append("\(path).modules: a module is listed twice")
    }
    let status = word(object, "status", of: StoredToken.Status.allCases.map(\.rawValue), at: path)
    let audit = audit(object["audit"], at: "\(path).audit", number: number)
    return StoredToken(
      id: id, name: name,
      description: nullableText(object, "description", at: path),
      icon: nullableText(object, "icon", at: path),
      status: status.flatMap(StoredToken.Status.init) ?? .active,
      revision: revision(object, at: path) ?? 1,
      lastAccessAt: nullableText(object, "lastAccessAt", at: path),
      secret: text(object, "token", at: path) ?? SampleData.secret(of: id),
      account: object["account"] == nil ? account : self.account(object["account"], at: "\(path).account"),
      modules: modules, extensions: extensions(object["extensions"], at: "\(path).extensions"),
      created: audit.created, updated: audit.updated)
  }

  private mutating func grantedModule(_ value: JSONValue, at path: String) -> GrantedModule? {
    let known = ["id", "name", "description", "revision", "filters", "settings"]
    guard let object = members(value, at: path, known: known) else { return nil }
    let id = identifier(object, at: path, prefix: "MOD-")
    let listed = modules[id]
    guard let name = text(object, "name", at: path) ?? listed?.name else {
      faults.append("\(path): \(id) is not one of the seed's modules, so it needs a name here")
      return nil
    }
    let module = Module(
      id: id, name: name,
      description: text(object, "description", at: path) ?? listed?.description ?? "\(name).",
      revision: revision(object, at: path) ?? listed?.revision ?? 1,
      settings: object["settings"] ?? listed?.settings, code: listed?.code ?? "",
      accountTypes: listed?.accountTypes ?? [], filters: listed?.filters ?? .null)
    return GrantedModule(module: module, filters: filters(object["filters"], at: "\(path).filters"))
  }

  private mutating func extensions(_ value: JSONValue?, at path: String) -> JSONValue {
    guard let value, value != .null else { return .null }
    for (element, path) in elements(value, at: path) where element.object?["id"]?.string == nil {
      faults.append("\(path): an object with an id is expected")
    }
    return value
  }

  /// Any kind of filter is allowed here, also one that the API's schema does not know.
  private mutating func filters(_ value: JSONValue?, at path: String) -> JSONObject? {
    guard let value, value != .null else { return nil }
    guard let filters = value.object else {
      faults.append("\(path): an object is expected, not \(value.kind)")
      return nil
    }
    for member in filters.members where member.value.array?.allSatisfy({ $0.string != nil }) != true {
      faults.append("\(path).\(member.name): an array of strings is expected")
    }
    return filters
  }

  private mutating func audit(
    _ value: JSONValue?, at path: String, number: Int
  ) -> (created: StoredToken.Event, updated: StoredToken.Event) {
    let made = SampleData.audit(number: number, epoch: epoch)
    guard let value, let object = members(value, at: path, known: ["created", "updated"]) else { return made }
    return (
      event(object["created"], at: "\(path).created") ?? made.created,
      event(object["updated"], at: "\(path).updated") ?? made.updated
    )
  }

  private mutating func event(_ value: JSONValue?, at path: String) -> StoredToken.Event? {
    guard let value, value != .null else { return nil }
    guard let object = members(value, at: path, known: ["at", "by"]),
      let by = members(object["by"], at: "\(path).by", known: ["id", "name", "icon", "revision"]),
      let at = text(object, "at", at: path)
    else {
      faults.append("\(path): an object with at and by is expected")
      return nil
    }
    let id = text(by, "id", at: "\(path).by") ?? ""
    return StoredToken.Event(
      at: at, by: StoredToken.Identity(id: id, name: text(by, "name", at: "\(path).by") ?? id))
  }
}
