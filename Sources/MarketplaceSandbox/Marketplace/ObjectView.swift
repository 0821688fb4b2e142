/// The way in which a module of the catalogue or a group is shown.
struct ObjectView {
  let selection: Selection
  /// Members that are left out unless they are selected.
  var omittedByDefault: [String] = []
  let rules: PlatformRules

  func value(of object: JSONObject) -> JSONValue {
    var shown = JSONObject()
    var omitted: [String] = []
    for member in object.members {
      guard let value = rules.shown(member.value) else { continue }
      if omits(member.name) { omitted.append(member.name) } else { shown[member.name] = value }
    }
    for path in selection.removed where path.count > 1 { shown.remove(path[...]) }
    omitted += selection.removed.filter { $0.count > 1 }.map { $0.joined(separator: ".") }.sorted()
    if !omitted.isEmpty { shown["$meta"] = .members([("omitted", .array(omitted.map { .string($0) }))]) }
    return .object(shown)
  }

  private func omits(_ name: String) -> Bool {
    guard name != "id" else { return false }
    return selection.removed.contains([name]) || omittedByDefault.contains(name) && !selection.asksFor(name)
  }
}

extension UserGroup {
  /// The members of the group under the names that the rules use.
  func object(_ rules: PlatformRules) -> JSONObject {
    guard rules.callsGroupsDefault else { return object }
    return JSONObject(object.members.map { ($0.name == "isDefault" ? "default" : $0.name, $0.value) })
  }
}
