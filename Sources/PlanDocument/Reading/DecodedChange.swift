import Planning
import TokenModel

/// One token to update, decoded from a saved plan.
struct DecodedChange: Decodable {
  let address: String
  let name: String?
  let account: String?
  let change: Sides
  let protected: Bool
  let isSelf: Bool
  let status: String?
  let baseRevision: Int?
  let lastChanged: LastChanged?
  let lastAccessAt: OptionalTime
  let source: DecodedSource
  let sources: [String: DecodedSource]?
  let causes: [String: String]?
  let moduleCauses: [String: String]?
  let extensionCauses: [String: String]?

  enum CodingKeys: String, CodingKey {
    case address, name, account, change, protected, status, source, sources, causes
    case moduleCauses = "module_causes"
    case extensionCauses = "extension_causes"
    case isSelf = "self"
    case baseRevision = "base_revision"
    case lastChanged = "last_changed"
    case lastAccessAt = "last_access_at"
  }

  struct LastChanged: Decodable {
    let at: String?
    let by: By?

    struct By: Decodable {
      let id: String?
      let name: String?
    }
  }

  struct Sides: Decodable {
    let actions: [String]
    let before: Values
    let after: Values
  }

  /// The values of the fields that change: a field that is not there does not.
  struct Values: Decodable {
    var texts: [TextField: VerbatimText?] = [:]
    var modules: [Module]?
    var extensions: ExtensionScope?

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: FieldKey.self)
      for case .text(let field) in values.allKeys.map(\.field) {
        let text = try values.decodeIfPresent(String.self, forKey: FieldKey(.text(field)))
        texts[field] = .some(text.map { VerbatimText($0) })
      }
      modules = try values.decodeIfPresent([Module].self, forKey: FieldKey(.modules))
      if values.contains(FieldKey(.extensions)) {
        let ids = try values.decodeIfPresent([String].self, forKey: FieldKey(.extensions))
        extensions = ids.map { ExtensionScope($0.map { ExtensionID($0) }) } ?? .all
      }
    }

    /// The names of the fields.
    var fields: Set<TokenField> {
      Set(
        texts.keys.map(TokenField.text) + (modules == nil ? [] : [.modules]) + (extensions == nil ? [] : [.extensions]))
    }
  }

  struct Module: Decodable {
    let id: String
    let name: String?
    let filters: [String: [String]]
  }

  /// Throws if it holds something that no plan of ours has.
  ///
  /// - Parameter isWritten: Whether it is to be written, and not only shown.
  func change(accounts: [DecodedPlan.Named], isWritten: Bool) throws(SavedPlan.Fault) -> TokenChange {
    guard let id = TokenID(wellFormed: address) else {
      throw SavedPlan.Fault(reason: "it names a token by an invalid id")
    }
    guard change.actions == ["update"] else {
      throw SavedPlan.Fault(reason: "its action for \(id) is not an update")
    }
    let position = source.position
    guard change.before.fields == change.after.fields, !change.after.fields.isEmpty
    else { throw SavedPlan.Fault(reason: "the values of \(id) before and after the change have different fields") }
    var result = TokenChange(
      id: id, name: name.map { VerbatimText($0) },
      account: account.map { id in
        accounts.first { $0.id == id }?.account ?? Account(id: AccountID(id))
      },
      status: status.map(Status.init), baseRevision: baseRevision,
      lastChange: lastChanged.map { LastChange(at: $0.at, byID: $0.by?.id, byName: $0.by?.name) },
      lastAccessAt: lastAccessAt.time, isProtected: protected, isSelf: isSelf, position: position,
      difference: TokenDifference())
    for (field, text) in change.after.texts where !field.isNullable && text?.isEmpty ?? true {
      throw SavedPlan.Fault(reason: "\(id) would be left without a \(field.rawValue)")
    }
    let causes = try read(causes)
    result.texts = TextField.allCases.compactMap { field in
      guard let before = change.before.texts[field], let after = change.after.texts[field] else { return nil }
      return TextChange(
        field: field, before: before, after: after, position: place(of: field.rawValue), cause: causes[field.rawValue])
    }
    if let before = change.before.modules, let after = change.after.modules {
      guard !after.isEmpty || !isWritten else { throw SavedPlan.Fault(reason: "\(id) would be left without a module") }
      let kept = Set(after.map(\.id))
      result.modules = ModulesChange(
        before: try before.held { id throws(SavedPlan.Fault) in kept.contains(id) ? nil : try sources?[id]?.source() },
        after: try after.held { id throws(SavedPlan.Fault) in try sources?[id]?.source() },
        position: place(of: TokenField.modules.name),
        causes: Dictionary(
          try read(moduleCauses).map { (ModuleID($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
    if let before = change.before.extensions, let after = change.after.extensions {
      result.extensions = ExtensionsChange(
        before: before, after: after, position: place(of: TokenField.extensions.name),
        cause: causes[TokenField.extensions.name],
        causes: Dictionary(
          try read(extensionCauses).map { (ExtensionID($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
    return result
  }

  /// Where a field is asked for: the token's own place if the plan has none for the field.
  private func place(of key: String) -> SourcePosition { (sources?[key] ?? source).position }

  private func read(_ causes: [String: String]?) throws(SavedPlan.Fault) -> [String: Cause] {
    var read: [String: Cause] = [:]
    for (key, word) in causes ?? [:] {
      guard let cause = Cause(rawValue: word) else {
        throw SavedPlan.Fault(reason: "it has a cause that this version does not know")
      }
      read[key] = cause
    }
    return read
  }
}

extension DecodedChange.Module {
  fileprivate func held(
    from source: (String) throws(SavedPlan.Fault) -> ModuleSource?
  ) throws(SavedPlan.Fault) -> HeldModule {
    guard filters.keys.allSatisfy({ $0 == "group.buyers" }) else {
      throw SavedPlan.Fault(reason: "\(id) has a filter that this version does not know")
    }
    let buyers = (filters["group.buyers"] ?? []).map { BuyerID($0) }
    return HeldModule(
      id: ModuleID(id), name: name.map { VerbatimText($0) }, filters: ModuleFilters(buyers: buyers),
      source: try source(id))
  }
}

extension [DecodedChange.Module] {
  fileprivate func held(
    from source: (String) throws(SavedPlan.Fault) -> ModuleSource?
  ) throws(SavedPlan.Fault) -> [HeldModule] {
    var modules: [HeldModule] = []
    for module in self { modules.append(try module.held(from: source)) }
    guard Set(modules.map(\.id)).count == modules.count else {
      throw SavedPlan.Fault(reason: "it lists a module twice")
    }
    return modules
  }
}

/// A time under a key that may be absent: then it is not known, while null is a value.
struct OptionalTime: Decodable {
  var time: Fetched<String?>
}

extension OptionalTime {
  init(from decoder: any Decoder) throws {
    time = .known(try decoder.singleValueContainer().decode(String?.self))
  }
}

extension KeyedDecodingContainer {
  /// Called by synthesized initialisers.
  func decode(_: OptionalTime.Type, forKey key: Key) throws -> OptionalTime {
    OptionalTime(time: contains(key) ? .known(try decodeIfPresent(String.self, forKey: key)) : .omitted)
  }
}
