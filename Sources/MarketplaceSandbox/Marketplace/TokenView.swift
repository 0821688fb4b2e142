/// The way in which a token is shown.
struct TokenView: Hashable, Sendable {
  let selection: Selection
  let inList: Bool

  /// A token as the API answers it, with the names of what was left out in `$meta.omitted`.
  func value(of token: StoredToken, behaviour: Misbehaviour) -> JSONValue {
    var shown = JSONObject([("id", .string(token.id)), ("$meta", .null)])
    var omitted: [String] = []
    for name in StoredToken.properties.dropFirst() {
      if inList && behaviour.omittedSilently.contains(name) || name == "revision" && behaviour.withoutRevision {
        continue
      }
      if leavesOut(name, behaviour) {
        omitted.append(name)
      } else {
        shown[name] = token.property(name).map { adjusted($0, name, behaviour) }
      }
    }
    for path in selection.removed where path.count > 1 { shown.remove(path[...]) }
    omitted += selection.removed.filter { $0.count > 1 }.map { $0.joined(separator: ".") }.sorted()
    if inList, behaviour.listsWithoutFilters { omitted.append("modules.filters") }
    shown["$meta"] = .members([("omitted", .array(omitted.map { .string($0) }))])
    if behaviour.unknownMembers { shown.addUnknownMembers() }
    return .object(shown)
  }

  private func leavesOut(_ name: String, _ behaviour: Misbehaviour) -> Bool {
    if selection.removed.contains([name]) { return true }
    if selection.added.contains([name]) { return false }
    return name == "lastAccessAt" || inList && behaviour.omitted.contains(name)
  }

  private func adjusted(_ value: JSONValue, _ name: String, _ behaviour: Misbehaviour) -> JSONValue {
    switch name {
    case "icon", "description": return behaviour.emptyForNull && value == .null ? .string("") : value
    case "modules" where inList && behaviour.listsWithoutFilters:
      return .array(
        (value.array ?? []).map { module in
          var object = module.object ?? JSONObject()
          object["filters"] = nil
          return .object(object)
        })
    default: return value
    }
  }
}

extension JSONObject {
  /// Takes away what `path` leads to, in every element of a list that it crosses.
  fileprivate mutating func remove(_ path: ArraySlice<String>) {
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

extension Module {
  func value(selection: Selection) -> JSONValue {
    var shown = object
    for path in selection.removed where path != ["id"] { shown.remove(path[...]) }
    return .object(shown)
  }
}
