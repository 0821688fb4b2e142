/// The way in which a token is shown.
struct TokenView: Hashable, Sendable {
  let selection: Selection
  let inList: Bool
  let rules: PlatformRules

  /// A token as the API answers it, with the names of what was left out in `$meta.omitted`.
  func value(of token: StoredToken, behaviour: Misbehaviour) -> JSONValue {
    var shown = JSONObject([("id", .string(token.id)), ("$meta", .null)])
    var omitted: [String] = []
    for name in StoredToken.properties.dropFirst() where !isHidden(name, behaviour) {
      guard let value = token.property(name), let adjusted = adjusted(value, name, behaviour) else { continue }
      if omits(name, behaviour) { omitted.append(name) } else { shown[name] = adjusted }
    }
    for path in selection.removed where path.count > 1 { shown.remove(path[...]) }
    omitted += omittedParts(behaviour)
    if inList, rules.omittedPlace == .list { omitted = [] }
    shown["$meta"] = rules.shown(.members([("omitted", .array(omitted.map { .string($0) }))]))
    if behaviour.unknownMembers { shown.addUnknownMembers() }
    return .object(shown)
  }

  /// What a list names in its own `$meta` as omitted.
  func omittedNames(_ behaviour: Misbehaviour) -> [String] {
    guard rules.omittedPlace != .objects else { return [] }
    let names = StoredToken.properties.dropFirst().filter { omits($0, behaviour) && !isHidden($0, behaviour) }
    return names + omittedParts(behaviour)
  }

  /// What is left out of a member that is shown.
  private func omittedParts(_ behaviour: Misbehaviour) -> [String] {
    let removed = selection.removed.filter { $0.count > 1 }.map { $0.joined(separator: ".") }.sorted()
    return removed + (inList && behaviour.listsWithoutFilters ? ["modules.filters"] : [])
  }

  private func isHidden(_ name: String, _ behaviour: Misbehaviour) -> Bool {
    inList && behaviour.omittedSilently.contains(name) || name == "revision" && behaviour.withoutRevision
  }

  private func omits(_ name: String, _ behaviour: Misbehaviour) -> Bool {
    if selection.removed.contains([name]) { return true }
    if selection.asksFor(name) { return false }
    return rules.omittedByDefault.contains(name) || inList && behaviour.omitted.contains(name)
  }

  private func adjusted(_ value: JSONValue, _ name: String, _ behaviour: Misbehaviour) -> JSONValue? {
    switch name {
    case "icon", "description": return value == .null && behaviour.emptyForNull ? .string("") : rules.shown(value)
    case "modules" where inList && behaviour.listsWithoutFilters:
      return rules.shown(
        .array(
          (value.array ?? []).map { module in
            var object = module.object ?? JSONObject()
            object["filters"] = nil
            return .object(object)
          }))
    default: return rules.shown(value)
    }
  }
}

extension JSONObject {
  /// Takes away what `path` leads to, in every element of a list that it crosses.
  mutating func remove(_ path: ArraySlice<String>) {
    guard let name = path.first, let value = self[name] else { return }
    let rest = path.dropFirst()
    switch value {
    case _ where rest.isEmpty: self[name] = nil
    case .object(var object):
      object.remove(rest)
      self[name] = .object(object)
    case .array(let elements):
      self[name] = .array(
        elements.map { element in
          guard case .object(var object) = element else { return element }
          object.remove(rest)
          return .object(object)
        })
    default: break
    }
  }

  /// Adds members that no schema knows, here and in every object below.
  fileprivate mutating func addUnknownMembers() {
    for member in members where member.name != "filters" && member.name != "$meta" {
      switch member.value {
      case .object(var object):
        object.addUnknownMembers()
        self[member.name] = .object(object)
      case .array(let elements):
        self[member.name] = .array(
          elements.map { element in
            guard case .object(var object) = element else { return element }
            object.addUnknownMembers()
            return .object(object)
          })
      default: break
      }
    }
    self["x-future"] = .members([("since", .number("6.1e0")), ("of", .array([.null, .members([])]))])
  }
}
