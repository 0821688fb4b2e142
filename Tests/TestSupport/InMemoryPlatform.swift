import Locking
package import Planning
package import TokenModel

/// A platform in memory that reads and writes as the real one does, and misbehaves on request.
package final class InMemoryPlatform: TokenReader, TokenWriter {
  /// What a token's next PUT comes to; without one, it is carried out and answered.
  package enum Behaviour: Sendable {
    /// Fails without being carried out.
    case fail(CallError)
    /// Is carried out, and fails all the same.
    case failAfterwards(CallError)
    /// Fails, and is carried out once the token was read so many more times.
    case failAndCarryOutLate(CallError, afterReads: Int)
    /// Is carried out but for this field.
    case drop(TokenField)
    /// Is carried out, and the answer holds nothing but id and revision.
    case answerLittle
    /// Fails, and another writer writes in between.
    case failWhileOthersWrite(CallError, @Sendable (inout LiveToken) -> Void)
    /// Another writer writes right before.
    case othersWrite(@Sendable (inout LiveToken) -> Void)
  }

  fileprivate struct State {
    var tokens: [TokenID: LiveToken]
    var modules: [CatalogueModule]
    var listed: @Sendable (LiveToken) -> LiveToken?
    var readFailures: [TokenID: CallError] = [:]
    var catalogueFailure: CallError?
    var defaultGroups: Result<[DefaultGroup], CallError> = .success([])
    var inventoryFailure: CallError?
    var refusal: CallError?
    var behaviours: [TokenID: [Behaviour]] = [:]
    /// What a token held before its last write, and how many more reads show it.
    var former: [TokenID: (token: LiveToken, reads: Int)] = [:]
    var late: [TokenID: (delta: TokenDelta, reads: Int)] = [:]
    var readLag = 0
    var calls: [String] = []
    var deltas: [TokenDelta] = []
  }

  private let state: Locked<State>
  /// How many readings are passed on at once: few, so that small plans have several batches.
  private static let batchSize = 2

  /// - Parameter listed: What a list shows of a token; nil if the list does not return it.
  package init(
    _ tokens: [LiveToken], modules: [CatalogueModule] = [],
    listed: @escaping @Sendable (LiveToken) -> LiveToken? = { $0 }
  ) {
    state = Locked(
      State(
        tokens: Dictionary(uniqueKeysWithValues: tokens.map { ($0.id, $0) }), modules: modules, listed: listed))
  }

  package func failReading(_ id: TokenID, with failure: CallError?) {
    state.withLock { $0.readFailures[id] = failure }
  }

  package func failCatalogue(with failure: CallError) {
    state.withLock { $0.catalogueFailure = failure }
  }

  /// Refuses the catalogue, as it is refused to Client and Vendor accounts, and answers default groups instead.
  package func refuseCatalogue(defaultGroups: Result<[DefaultGroup], CallError>) {
    let refusal = CallError(.refused, call: "GET modules", message: "returned 403 (forbidden)", status: 403)
    state.withLock { state in
      state.catalogueFailure = refusal
      state.defaultGroups = defaultGroups
    }
  }

  /// Has default groups beside the catalogue.
  package func haveDefaultGroups(_ groups: [DefaultGroup]) {
    state.withLock { $0.defaultGroups = .success(groups) }
  }

  /// Lets reading all tokens fail.
  package func failInventory(with failure: CallError) {
    state.withLock { $0.inventoryFailure = failure }
  }

  /// Lets every call fail.
  package func refuseEverything(with failure: CallError) {
    state.withLock { $0.refusal = failure }
  }

  package func onUpdate(of id: TokenID, _ behaviours: Behaviour...) {
    state.withLock { $0.behaviours[id] = behaviours }
  }

  /// Lets so many reads by id after a write show what the token held before.
  package func letReadsLag(by count: Int) {
    state.withLock { $0.readLag = count }
  }

  package func change(_ id: TokenID, _ body: (inout LiveToken) -> Void) {
    state.withLock { state in
      guard var token = state.tokens[id] else { return }
      body(&token)
      token.revision = token.revision.map { $0 + 1 }
      state.tokens[id] = token
    }
  }

  package func remove(_ id: TokenID) { state.withLock { $0.tokens[id] = nil } }

  package subscript(id: TokenID) -> LiveToken? { state.withLock { $0.tokens[id] } }

  /// The calls so far: `list N`, `get ID`, `modules`, `groups IDS`, `put ID`.
  package var calls: [String] { state.withLock { $0.calls } }
  package var deltas: [TokenDelta] { state.withLock { $0.deltas } }

  package func batches<Part: Sendable>(
    of count: Int, queries: @escaping @Sendable (Range<Int>) -> [TokenQuery],
    body: @escaping @Sendable (Range<Int>, [TokenReading]) -> Part
  ) async throws(CallError) -> [Part] {
    try checkCall()
    guard count > 0 else { return [] }
    let queries = queries(0..<count)
    let listed: [TokenID: LiveToken] = state.withLock { state in
      state.calls.append("list \(queries.count)")
      return queries.reduce(into: [:]) { found, query in
        if state.readFailures[query.id] == nil { found[query.id] = state.tokens[query.id].flatMap(state.listed) }
      }
    }
    var readings: [TokenReading] = []
    for query in queries {
      if let token = listed[query.id], token.contains(query.fields), token.includesGuardFields {
        readings.append(.found(token))
      } else {
        readings.append(try await token(query.id))
      }
    }
    return stride(from: 0, to: queries.count, by: Self.batchSize).map { start in
      let batch = start..<min(start + Self.batchSize, queries.count)
      return body(batch, Array(readings[batch]))
    }
  }

  /// Throws if nothing is answered at all.
  private func checkCall() throws(CallError) {
    guard !Task.isCancelled else { throw CallError.interrupted }
    if let refusal = state.withLock(\.refusal) { throw refusal }
  }

  package func token(_ id: TokenID) async throws(CallError) -> TokenReading {
    try checkCall()
    let reading: TokenReading = state.withLock { state in
      state.calls.append("get \(id)")
      if let failure = state.readFailures[id] { return .failed(failure) }
      state.carryOutWhatIsDue(on: id)
      if let former = state.former[id], former.reads > 0 {
        state.former[id]?.reads -= 1
        return .found(former.token.whole)
      }
      return state.tokens[id].map { .found($0.whole) } ?? .missing
    }
    if case .failed(let failure) = reading, failure.isFatal { throw failure }
    return reading
  }

  package func tokenAfterWrite(_ id: TokenID) async throws(CallError) -> TokenReading { try await token(id) }

  package func allTokens<Kept: Sendable>(
    of accounts: Set<AccountID>, fields: Set<TokenField>, keeping kept: @escaping @Sendable (LiveToken) -> Kept
  ) async throws(CallError) -> [Kept] {
    try checkCall()
    if let failure = state.withLock(\.inventoryFailure) { throw failure }
    return state.withLock { state in
      state.calls.append("all")
      return state.tokens.values.filter { token in
        token.status != .deleted && (accounts.isEmpty || token.account.map { accounts.contains($0.id) } ?? false)
      }.sorted { $0.id < $1.id }.map(kept)
    }
  }

  package func modules() async throws(CallError) -> [CatalogueModule] {
    try checkCall()
    let result: Result<[CatalogueModule], CallError> = state.withLock { state in
      state.calls.append("modules")
      return state.catalogueFailure.map { .failure($0) } ?? .success(state.modules)
    }
    return try result.get()
  }

  package func defaultGroups(of accounts: Set<AccountID>) async throws(CallError) -> [DefaultGroup] {
    try checkCall()
    let result = state.withLock { state in
      state.calls.append("groups " + accounts.sorted().map(\.rawValue).joined(separator: ","))
      return state.defaultGroups
    }
    return try result.get().filter { group in
      group.account.map { accounts.isEmpty || accounts.contains($0) } ?? true
    }
  }

  package func update(_ delta: TokenDelta, attempt: Int) async throws(CallError) -> UpdateResponse {
    try checkCall()
    let result: Result<UpdateResponse, CallError> = state.withLock { state in
      state.calls.append("put \(delta.id)")
      state.deltas.append(delta)
      let behaviour = state.behaviours[delta.id]?.isEmpty == false ? state.behaviours[delta.id]?.removeFirst() : nil
      guard var token = state.tokens[delta.id] else {
        return .failure(
          CallError(.refused, call: "PUT \(delta.id)", message: "returned 404 (not found)", status: 404))
      }
      state.former[delta.id] = (token, state.readLag)
      defer { state.tokens[delta.id] = token }
      switch behaviour {
      case nil:
        token.take(delta, from: state.modules)
      case .fail(let failure):
        return .failure(failure)
      case .failAfterwards(let failure):
        token.take(delta, from: state.modules)
        return .failure(failure)
      case .failAndCarryOutLate(let failure, let reads):
        state.late[delta.id] = (delta, reads)
        return .failure(failure)
      case .drop(let field):
        token.take(delta, from: state.modules, except: field)
      case .answerLittle:
        token.take(delta, from: state.modules)
        return .success(UpdateResponse(token: LiveToken(id: token.id, revision: token.revision)))
      case .failWhileOthersWrite(let failure, let write):
        write(&token)
        return .failure(failure)
      case .othersWrite(let write):
        write(&token)
        token.revision = token.revision.map { $0 + 1 }
        token.take(delta, from: state.modules)
      }
      return .success(UpdateResponse(token: token, traceID: "trace-\(delta.id)"))
    }
    return try result.get()
  }
}

extension InMemoryPlatform.State {
  /// Counts a read of a token, and carries out its late write when it is time.
  fileprivate mutating func carryOutWhatIsDue(on id: TokenID) {
    guard let write = late[id] else { return }
    late[id] = write.reads > 0 ? (write.delta, write.reads - 1) : nil
    if write.reads == 0 { tokens[id]?.take(write.delta, from: modules) }
  }
}

extension LiveToken {
  fileprivate mutating func take(
    _ delta: TokenDelta, from catalogue: [CatalogueModule], except dropped: TokenField? = nil
  ) {
    revision = revision.map { $0 + 1 }
    lastChange = LastChange(at: "2026-11-21T10:00:00.000Z", byID: "TKN-0000-0001", byName: "Pipeline")
    for text in delta.texts where .text(text.field) != dropped {
      texts[text.field] = .known(text.field.isNullable ? text.after : text.after ?? "")
    }
    if let scope = delta.extensions, dropped != .extensions {
      extensions = .known(scope == .all ? .absent : .listed(scope))
    }
    if let written = delta.modules, dropped != .modules {
      modules = .known(
        written.map { module in
          LiveModule(
            id: module.id, name: catalogue.first { $0.id == module.id }?.name,
            filters: .known(module.filters ?? .none))
        })
    }
  }
}

extension LiveToken {
  /// As a read by id answers it: filters that it leaves out are none, and so are modules.
  fileprivate var whole: LiveToken {
    var token = self
    token.modules = .known(
      (modules.value ?? []).map { module in
        LiveModule(
          id: module.id, name: module.name, filters: module.filters == .notAnswered ? .known(.none) : module.filters)
      })
    return token
  }
}
