import Planning
import TokenModel

/// What a saved plan knows beside its changes.
struct DecodedNoLongerManaged: Decodable {
  let address: String
  let keys: [String]?
  let source: DecodedSource

  func token() throws(SavedPlan.Fault) -> NoLongerManagedToken {
    var token = NoLongerManagedToken(id: TokenID(address), position: source.position)
    for word in keys ?? [] {
      guard let key = NoLongerManagedToken.Key(word: word) else {
        throw SavedPlan.Fault(reason: "it names a key that this version does not know")
      }
      token.keys.append(key)
    }
    return token
  }
}

/// A set or a group that the change under review changes.
struct DecodedSharedList: Decodable {
  let kind: String
  let name: String
  let action: String
  let added: [String]
  let removed: [String]
  let refiltered: [String]
  let tokens: Int
  let source: DecodedSource

  func change() throws(SavedPlan.Fault) -> SharedListChange {
    guard let kind = SharedListChange.Kind(rawValue: kind), let action = SharedListChange.Action(rawValue: action)
    else { throw SavedPlan.Fault(reason: "it changes a list that this version does not know") }
    func texts(_ words: [String]) -> [VerbatimText] { words.map { VerbatimText($0) } }
    return SharedListChange(
      kind, name, action, added: texts(added), removed: texts(removed), refiltered: texts(refiltered),
      tokenCount: tokens, at: source.position)
  }
}

/// A grant that the files list, alone or with the change of its end.
struct DecodedGrant: Decodable {
  let address: String
  let module: Module
  let source: DecodedSource
  let wasUntil: String?

  enum CodingKeys: String, CodingKey {
    case address, module, source
    case wasUntil = "was_until"
  }

  struct Module: Decodable {
    let id: String?
    let name: String?
  }

  func grant() throws(SavedPlan.Fault) -> ListedGrant {
    ListedGrant(
      token: TokenID(address), module: module.id.map { ModuleID($0) }, name: module.name.map { VerbatimText($0) },
      source: try source.source())
  }

  func movedEnd() throws(SavedPlan.Fault) -> MovedEnd {
    let grant = try grant()
    guard let change = EndChange(from: try wasUntil.map(day), to: grant.source.until) else {
      throw SavedPlan.Fault(reason: "it moves an end to the same date")
    }
    return MovedEnd(grant, change)
  }
}
