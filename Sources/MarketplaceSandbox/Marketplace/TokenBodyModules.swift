extension TokenBody {
  mutating func grants(_ value: JSONValue) -> [GrantedModule] {
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
      if !seen.insert(id).inserted { refuse(field, "names the module \(id) again.") }
      let module = state.module(id) ?? present?.modules.first { $0.module.id == id }?.module
      refuseOthers(than: ["id", "filters"], in: object, present: module?.object, of: field, "a module")
      guard let module else {
        refuse("\(field).id", "names the module \(id), which does not exist.")
        return nil
      }
      return GrantedModule(module: module, filters: filters(object["filters"], "\(field).filters"))
    }
  }

  /// Every module has to be in the account's default group, also one that is kept; a new one has to be open to be
  /// granted, and a mandatory one stays.
  mutating func checkModules() {
    guard let modules, let account = present?.account ?? account, let group = state.defaultGroup(of: account) else {
      return
    }
    let type = account["type"]?.string ?? ""
    let allowed = Set(group.modules.map(\.id))
    let held = Set((present?.modules ?? []).map(\.module.id))
    for (number, granted) in modules.enumerated() {
      let module = granted.module
      let field = "modules[\(number)].id"
      if !allowed.contains(module.id) {
        refuse(field, "names \(module.id) (\(module.name)), which the account's default group does not have.")
      }
      guard !held.contains(module.id) else { continue }
      if module.isObsolete { refuse(field, "names \(module.id) (\(module.name)), which is obsolete.") }
      if module.isForbidden { refuse(field, "names \(module.id) (\(module.name)), which cannot be given.") }
      if !module.accountTypes.contains(type) {
        refuse(field, "names \(module.id) (\(module.name)), which is not for accounts of type \(type).")
      }
    }
    let kept = Set(modules.map(\.module.id))
    for granted in present?.modules ?? [] where granted.module.isMandatory && !kept.contains(granted.module.id) {
      refuse("modules", "lacks \(granted.module.id) (\(granted.module.name)), which is mandatory.")
    }
  }

  /// null permits all extensions, an empty list none.
  mutating func extensions(_ value: JSONValue) -> JSONValue {
    guard value != .null else { return .null }
    guard let elements = value.array else {
      refuse("extensions", "has to be an array or null, not \(value.kind).")
      return .null
    }
    var seen: Set<String> = []
    return .array(
      elements.enumerated().compactMap { number, element in
        let field = "extensions[\(number)]"
        guard let object = element.object, let id = object["id"]?.string, isExtensionID(id) else {
          refuse(field, "has to be an object with an id such as EXT-6587-4477.")
          return nil
        }
        if !seen.insert(id).inserted { refuse(field, "names the extension \(id) again.") }
        let held = (present?.extensions.array ?? []).first { $0.object?["id"] == .string(id) }
        refuseOthers(than: ["id"], in: object, present: held?.object, of: field, "an extension")
        return held ?? .members([("id", .string(id))])
      })
  }

  private mutating func filters(_ value: JSONValue?, _ field: String) -> JSONObject? {
    guard let value, value != .null else { return nil }
    guard let object = value.object else {
      refuse(field, "has to be an object or null, not \(value.kind).")
      return nil
    }
    for member in object.members {
      if member.name != "group.buyers" {
        refuse(field, "has the property \(member.name), which does not exist.")
      } else if member.value.array?.allSatisfy({ $0.string != nil }) != true {
        refuse("\(field).group.buyers", "has to be an array of strings.")
      }
    }
    return object
  }

  private mutating func refuseOthers(
    than writable: [String], in object: JSONObject, present: JSONObject?, of field: String, _ thing: String
  ) {
    let readOnly = ["name", "revision", "description", "settings", "icon", "status", "audit", "$meta"]
    for member in object.members where !writable.contains(member.name) {
      if !readOnly.contains(member.name) {
        refuse("\(field).\(member.name)", "is not a property of \(thing).")
      } else if !rules.acceptsReadOnly || !agrees(member.value, with: present?[member.name]) {
        refuse("\(field).\(member.name)", "is read-only.")
      }
    }
  }
}

/// `EXT-` and digits, with hyphens between them.
private func isExtensionID(_ id: String) -> Bool {
  id.hasPrefix("EXT-") && id.utf8.count > 4
    && id.utf8.dropFirst(4).allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
}
