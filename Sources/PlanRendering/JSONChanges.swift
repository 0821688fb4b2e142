import JSONText
import Planning
import TokenModel

extension JSONDocument {
  /// One token to update, under the names that Terraform's plans have for it.
  func resourceChange(_ change: TokenChange) -> JSON {
    let modules = change.modules
    let ids: ([ModuleID]) -> JSON = { .array($0.map { masked($0.rawValue) }) }
    return .object(
      [
        [
          .init("address", masked(change.id.rawValue)),
          .init("type", "marketplace_api_token"),
          .init("name", masked(change.name?.string)),
          .init("account", masked(change.account?.id.rawValue)),
          .init(
            "change",
            .object([
              .init("actions", ["update"]),
              .init("before", values(texts: change.texts.map { ($0.field, $0.before) }, modules: modules?.before)),
              .init("after", values(texts: change.texts.map { ($0.field, $0.after) }, modules: modules?.after)),
            ])),
          .init("grants", ids(modules?.granted.map(\.id) ?? [])),
          .init("revocations", ids(modules?.revoked.map(\.id) ?? [])),
          .init("refiltered", ids(modules?.refiltered.map(\.id) ?? [])),
          .init("kept", modules.map { .int($0.kept.count) } ?? .null),
          .init("effect", .string(change.effect.rawValue)),
        ],
        causes(of: change),
        [
          .init("protected", .bool(change.isProtected)),
          .init("self", .bool(change.isSelf)),
          .init("status", masked(change.status?.word)),
          .init("base_revision", change.baseRevision.map(JSON.int) ?? .null),
          .init("last_changed", change.lastChange.map(lastChanged) ?? .null),
          .init("last_access_at", masked(change.lastAccessAt)),
          .init("source", .object(place(change.position))),
          .init("sources", sources(of: change)),
        ],
      ].flatMap(\.self))
  }

  /// Where the token's file asks for each field that changes, and for each module that is granted or filtered anew.
  private func sources(of change: TokenChange) -> JSON {
    var places = change.texts.map { ($0.field.rawValue, $0.position) }
    if let modules = change.modules {
      places.append((TokenField.modules.rawValue, modules.position))
      let asked = modules.granted.map { ($0.id, $0.position) } + modules.refiltered.map { ($0.id, $0.position) }
      places += asked.sorted { $0.0 < $1.0 }.compactMap { id, position in position.map { (id.rawValue, $0) } }
    }
    return .object(
      places.map { key, position in
        JSON.Member(
          mask.masking(key), .object([.init("line", .int(position.line)), .init("column", .int(position.column))]))
      })
  }

  /// Why the token differs; nothing where nothing is known of the files as they were before.
  private func causes(of change: TokenChange) -> [JSON.Member] {
    guard let cause = change.cause else { return [] }
    var fields = change.texts.compactMap { text in
      text.cause.map { JSON.Member(text.field.rawValue, .string($0.rawValue)) }
    }
    if let cause = change.modules?.cause {
      fields.append(.init(TokenField.modules.rawValue, .string(cause.rawValue)))
    }
    let modules = (change.modules?.causes ?? [:]).sorted { $0.key < $1.key }
    return [
      .init("cause", .string(cause.rawValue)),
      .init("causes", .object(fields)),
      .init("module_causes", .object(modules.map { .init(mask.masking($0.key.rawValue), .string($0.value.rawValue)) })),
    ]
  }

  /// What files managed before and no longer do.
  func noLongerManaged(_ unmanaged: Unmanaged) -> JSON {
    var members: [JSON.Member] = [.init("address", masked(unmanaged.id.rawValue))]
    if !unmanaged.keys.isEmpty { members.append(.init("keys", .array(unmanaged.keys.map { masked($0) }))) }
    members.append(.init("source", .object(place(unmanaged.position))))
    return .object(members)
  }

  /// What became of one token.
  func result(_ result: TokenResult) -> JSON {
    var members: [JSON.Member] = [
      .init("address", masked(result.id.rawValue)),
      .init("outcome", .string(result.outcome.rawValue)),
      .init("attempts", .int(result.attempts)),
      .init("message", masked(result.message)),
      .init("trace_id", masked(result.traceID)),
    ]
    if !result.mismatches.isEmpty {
      members.append(.init("asked", .object(result.mismatches.map { side($0, stored: false) })))
      members.append(.init("stored", .object(result.mismatches.map { side($0, stored: true) })))
    }
    return .object(members)
  }

  private func side(_ mismatch: Mismatch, stored: Bool) -> JSON.Member {
    switch mismatch {
    case .text(let field, let asked, let held):
      .init(field.rawValue, masked((stored ? held : asked)?.string))
    case .modules(let asked, let held):
      .init(TokenField.modules.rawValue, list((stored ? held : asked).sorted { $0.id < $1.id }))
    }
  }

  private func values(texts: [(TokenField, VerbatimText?)], modules: [HeldModule]?) -> JSON {
    var members = texts.map { JSON.Member($0.rawValue, masked($1?.string)) }
    if let modules { members.append(.init(TokenField.modules.rawValue, list(modules))) }
    return .object(members)
  }

  private func list(_ modules: [HeldModule]) -> JSON {
    .array(
      modules.map { module in
        var members: [JSON.Member] = [.init("id", masked(module.id.rawValue))]
        if let name = module.name { members.append(.init("name", masked(name.string))) }
        members.append(.init("filters", filters(module.filters)))
        return .object(members)
      })
  }

  private func filters(_ filters: ModuleFilters) -> JSON {
    guard !filters.isEmpty else { return .object([]) }
    return .object([.init("group.buyers", .array(filters.buyers.map { masked($0.rawValue) }))])
  }

  private func lastChanged(_ change: LastChange) -> JSON {
    let author: JSON = change.byID == nil && change.byName == nil ? .null : reference(change.byID, change.byName)
    return .object([.init("at", masked(change.at)), .init("by", author)])
  }
}
