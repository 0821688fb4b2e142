package import Planning
package import TokenModel

/// Reads tokens and modules. It has no way to write.
package struct MarketplaceReader: TokenReader {
  private(set) var sender: CallSender
  let parallelism: Int
  private let capabilities = ServerCapabilities()

  /// - Parameters:
  ///   - sender: Sends the calls.
  ///   - parallelism: The maximum number of concurrent requests.
  package init(sender: CallSender, parallelism: Int) {
    self.sender = sender
    self.parallelism = parallelism
  }

  /// Reads tokens in lists of up to ``APICall/pageLimit``, several at once, and by id if a list is refused.
  /// Throws only what ends the whole run.
  package func batches<Part: Sendable>(
    of count: Int, queries: @escaping @Sendable (_ range: Range<Int>) -> [TokenQuery],
    body: @escaping @Sendable (_ range: Range<Int>, [TokenReading]) -> Part
  ) async throws(CallError) -> [Part] {
    let starts = stride(from: 0, to: count, by: APICall.pageLimit)
    // Twice the concurrency of requests, so that pages are decoded and compared while the next ones are requested. At
    // first only as many as requests, so that a refusal of these is known before the others are sent.
    return try await starts.concurrently(atMost: 2 * parallelism, first: parallelism) {
      (start) async throws(CallError) in
      let range = start..<min(start + APICall.pageLimit, count)
      return body(range, try await readings(of: queries(range)))
    }
  }

  /// Reads one token by id. Throws only what ends the whole run, which includes redirects.
  package func token(_ id: TokenID) async throws(CallError) -> TokenReading {
    do throws(CallError) {
      let omitted = capabilities.omittedByDefault
      let response = try await selecting(.tokens, as: TokenResponse.self) { .token(id, $0, omitted) }
      guard response.token.id == id else {
        return .failed(
          CallError(.refused, call: "GET \(id)", message: "returned another token, \(response.token.id)"))
      }
      return .found(response.complete)
    } catch {
      if error.isFatal { throw error }
      if let redirect = error.asRedirect { throw redirect }
      return error.status == 404 ? .missing : .failed(error)
    }
  }

  /// Reads one token by id even if the task is cancelled. Throws only what ends the whole run.
  package func tokenAfterWrite(_ id: TokenID) async throws(CallError) -> TokenReading {
    var reader = self
    reader.sender = sender.awaitingResponses
    return try await reader.token(id)
  }

  /// Reads every token of these accounts, or of all that the credential sees if the set is empty, and keeps of each what
  /// `kept` returns. Throws any failure.
  package func allTokens<Kept: Sendable>(
    of accounts: Set<AccountID>, fields: Set<TokenField>, keeping kept: @escaping @Sendable (LiveToken) -> Kept
  ) async throws(CallError) -> [Kept] {
    let walk = PageWalk<ListedToken<Kept>, TokenID>(
      call: "GET api-tokens", parallelism: parallelism, identity: { $0.id }
    ) {
      (offset: Int) async throws(CallError) in
      let page = try await self.page(of: accounts, fields, offset: offset)
      let tokens = page.tokens.map { ListedToken($0, of: accounts, fields: fields, keeping: kept) }
      return .init(elements: tokens, count: page.count, total: page.total)
    }
    return try await completed(try await walk.all(), of: accounts, fields: fields, keeping: kept)
  }

  private func page(
    of accounts: Set<AccountID>, _ fields: Set<TokenField>, offset: Int
  ) async throws(CallError) -> PageResponse<TokenResponse> {
    try await page(with: fields) { .listAllTokens(of: accounts, offset: offset, $0, $1) }
  }

  /// Reads a page of tokens. If it omits members that are needed, reads it again with these selected.
  private func page(
    with fields: Set<TokenField>, _ call: (MemberSelection, OmittedMembers) -> APICall
  ) async throws(CallError) -> PageResponse<TokenResponse> {
    let selected = capabilities.omittedByDefault
    let page = try await selecting(.lists, as: PageResponse<TokenResponse>.self) { call($0, selected) }
    let missing = page.allOmitted.intersection(OmittedMembers(neededFor: fields)).subtracting(selected)
    guard !missing.isEmpty, capabilities.selection(for: .lists) != .none else { return page }
    capabilities.recordOmittedByDefault(missing)
    return try await selecting(.lists, as: PageResponse<TokenResponse>.self) { [missing] in
      call($0, selected.union(missing))
    }
  }

  /// Each token once, with all of these fields: those that the list omits are read by id. Tokens that are deleted
  /// meanwhile are left out.
  private func completed<Kept: Sendable>(
    _ tokens: [ListedToken<Kept>], of accounts: Set<AccountID>, fields: Set<TokenField>,
    keeping kept: @escaping @Sendable (LiveToken) -> Kept
  ) async throws(CallError) -> [Kept] {
    var byID = Dictionary(tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let incomplete = byID.values.filter { $0.state == .incomplete }.map(\.id)
    let readings = try await incomplete.concurrently(atMost: parallelism) { (id) async throws(CallError) in
      let reading = try await self.token(id)
      if case .failed(let failure) = reading { throw failure }
      return reading.token.map { ListedToken(whole: $0, of: accounts, keeping: kept) }
    }
    for (id, token) in zip(incomplete, readings) { byID[id] = token }
    return byID.values.sorted { $0.id < $1.id }.compactMap(\.kept)
  }

  /// Reads a batch of tokens from the list, and by id those that the list lacks.
  private func readings(of batch: [TokenQuery]) async throws(CallError) -> [TokenReading] {
    var readings = [TokenReading?](repeating: nil, count: batch.count)
    do throws(CallError) {
      if capabilities.supportsLists {
        let fields = batch.reduce(into: Set()) { $0.formUnion($1.fields) }
        readings = zip(batch, try await list(batch.map(\.id), fields)).map { query, token in
          token.flatMap { $0.contains(query.fields) && $0.includesGuardFields ? .found($0) : nil }
        }
      }
    } catch {
      if error.isFatal { throw error }
      guard error.isListRefusal else { return batch.map { _ in .failed(error) } }
      capabilities.recordListsUnsupported()
    }
    let unread = readings.indices.filter { readings[$0] == nil }
    let byID = try await unread.map { batch[$0].id }.concurrently(atMost: parallelism, token)
    for (index, reading) in zip(unread, byID) { readings[index] = reading }
    return readings.compactMap(\.self)
  }

  /// Reads pages until every token was found or there are no more pages. The tokens are in the order of the ids; nil
  /// for those that were not found.
  private func list(_ ids: [TokenID], _ fields: Set<TokenField>) async throws(CallError) -> [LiveToken?] {
    let indexByID = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    var found = [LiveToken?](repeating: nil, count: ids.count)
    var (count, offset) = (0, 0)
    while true {
      let page = try await page(with: fields) { [offset] in .listTokens(ids, offset: offset, $0, $1) }
      let before = count
      var hasOthers = false
      for token in page.tokens {
        guard let index = indexByID[token.id] else {
          hasOthers = true
          continue
        }
        if found[index] == nil { count += 1 }
        found[index] = token
      }
      guard !hasOthers else {
        capabilities.recordListsUnsupported()
        return found
      }
      offset += page.count
      if count == before || count == indexByID.count || offset >= page.total ?? .max { return found }
    }
  }

  /// Reads with as much of `select` as the platform supports. A selection that it refuses with 400 is not sent again in
  /// this run.
  func selecting<Value: JSONReadable>(
    _ part: ServerCapabilities.Part, as type: Value.Type, _ call: (MemberSelection) -> APICall
  ) async throws(CallError) -> Value {
    var selection = capabilities.selection(for: part)
    while true {
      do throws(CallError) {
        let value = try await sender.read(call(selection), as: type)
        capabilities.recordSupport(of: selection, for: part)
        return value
      } catch {
        guard error.status == 400, let next = selection.next else { throw error }
        selection = max(next, capabilities.selection(for: part))
      }
    }
  }
}

extension OmittedMembers {
  /// The members that are needed to plan these fields, besides those that are always selected.
  fileprivate init(neededFor fields: Set<TokenField>) {
    self = [.account, .status]
    if fields.contains(.modules) { insert(.modules) }
    if fields.contains(.text(.name)) { insert(.name) }
  }
}

/// What is kept of a token of a list.
private struct ListedToken<Kept: Sendable>: Sendable {
  enum State {
    case complete
    /// The list omits something that is needed: the token has to be read by id.
    case incomplete
  }

  let id: TokenID
  let state: State
  /// Nil for an incomplete token, and for one that is deleted or belongs to another account.
  let kept: Kept?

  init(_ token: LiveToken, of accounts: Set<AccountID>, fields: Set<TokenField>, keeping kept: (LiveToken) -> Kept) {
    if token.isComplete(for: fields) {
      self.init(whole: token, of: accounts, keeping: kept)
    } else {
      self.init(id: token.id, state: .incomplete, kept: nil)
    }
  }

  private init(id: TokenID, state: State, kept: Kept?) {
    self.id = id
    self.state = state
    self.kept = kept
  }

  /// A token of which nothing more can be read.
  init(whole token: LiveToken, of accounts: Set<AccountID>, keeping kept: (LiveToken) -> Kept) {
    let isWanted =
      token.status != .deleted && (accounts.isEmpty || token.account.map { accounts.contains($0.id) } ?? false)
    self.init(id: token.id, state: .complete, kept: isWanted ? kept(token) : nil)
  }
}

extension LiveToken {
  /// Whether the response has all of these fields, including the filters of every module.
  fileprivate func isComplete(for fields: Set<TokenField>) -> Bool {
    contains(fields) && includesGuardFields
      && (!fields.contains(.modules) || modules.value?.contains { $0.filters == .notAnswered } == false)
  }
}

extension CallError {
  /// The failure of a redirected call that is not a list: the API is not at this endpoint. Nil for other failures.
  fileprivate var asRedirect: CallError? {
    guard let status, 300..<400 ~= status else { return nil }
    var failure = self
    failure.kind = .unusable
    failure.advice = "check the endpoint, and whether a gateway in front of the platform requires a login"
    return failure
  }

  /// Whether the platform refuses or redirects lists for this credential. Tokens may still be read by id.
  fileprivate var isListRefusal: Bool {
    guard let status else { return false }
    return status == 400 || status == 403 || 300..<400 ~= status
  }
}
