import JSONText
import Planning
import TokenModel

extension TokenDelta {
  /// The body of the PUT: the members that differ, in the schema `ApiToken`.
  var body: [UInt8] {
    let members =
      texts.map { JSON.Member($0.field.rawValue, JSON($0.after?.string)) }
      + (modules.map { [JSON.Member("modules", .array($0.map(\.json)))] } ?? [])
      + (extensions.map { [JSON.Member("extensions", $0.json)] } ?? [])
    return JSON.object(members).encoded(.compact)
  }
}

extension ExtensionScope {
  /// Null for all. Source: the API's page, under the token object.
  fileprivate var json: JSON {
    switch self {
    case .all: .null
    case .only(let ids): .array(ids.map { .object([JSON.Member("id", .string($0.rawValue))]) })
    }
  }
}

extension TokenDelta.Module {
  fileprivate var json: JSON {
    var members = [JSON.Member("id", .string(id.rawValue))]
    if let filters {
      let buyers = JSON.Member("group.buyers", .array(filters.buyers.map { .string($0.rawValue) }))
      members.append(JSON.Member("filters", .object(filters.isEmpty ? [] : [buyers])))
    }
    return .object(members)
  }
}
