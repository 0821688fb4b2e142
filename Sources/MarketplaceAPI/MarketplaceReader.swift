package import Planning
package import TokenModel

/// Reads tokens and modules. It has no way to write.
package struct MarketplaceReader: TokenReader {
  private(set) var sender: CallSender
  let parallelism: Int
  private let habits = PlatformHabits()

  package init(sender: CallSender, parallelism: Int) {
    self.sender = sender
    self.parallelism = parallelism
  }

  package func batches<Part: Sendable>(
    of count: Int, queries: @escaping @Sendable (_ stretch: Range<Int>) -> [TokenQuery],
    body: @escaping @Sendable (_ stretch: Range<Int>, [TokenReading]) -> Part
  ) async throws(CallFailure) -> [Part] {
    let starts = stride(from: 0, to: count, by: APICall.pageLimit)
    // Twice as many as may be under way: what has come is decoded and compared while as many as allowed are on their way.
    // At first no more than may be under way, so that what these are refused is not asked again.
    return try await starts.concurrently(atMost: 2 * parallelism, first: parallelism) {
      (start) async throws(CallFailure) in
      let stretch = start..<min(start + APICall.pageLimit, count)
      return body(stretch, try await readings(of: queries(stretch)))
    }
  }

  package func token(_ id: TokenID) async throws(CallFailure) -> TokenReading {
    do throws(CallFailure) {
      let learnt = habits.omittedUnasked
      let answer = try await selecting(.tokens, as: TokenAnswer.self) { .token(id, $0, learnt) }
      guard answer.token.id == id else {
        return .failed(
          CallFailure(.refused, call: "GET \(id)", message: "answered another token, \(answer.token.id)"))
      }
      return .found(answer.whole)
    } catch {
      if error.endsTheRun { throw error }
      if let redirect = error.asRedirect { throw redirect }
      return error.status == 404 ? .missing : .failed(error)
    }
  }

  package func tokenAfterWrite(_ id: TokenID) async throws(CallFailure) -> TokenReading {
    var reader = self
    reader.sender = sender.awaitingAnswers
    return try await reader.token(id)
  }

  package func allTokens(
    of accounts: Set<AccountID>, fields: Set<TokenField>
  ) async throws(CallFailure) -> [LiveToken] {
    let walk = PageWalk<LiveToken, TokenID>(call: "GET api-tokens", parallelism: parallelism, identity: { $0.id }) {
      (offset: Int) async throws(CallFailure) in
      let page = try await self.page(of: accounts, fields, offset: offset)
      return .init(elements: page.tokens, count: page.count, total: page.total)
    }
    let found = try await walk.all()
    return try await completed(found, of: accounts, fields: fields)
  }

  private func page(
    of accounts: Set<AccountID>, _ fields: Set<TokenField>, offset: Int
  ) async throws(CallFailure) -> PageAnswer<TokenAnswer> {
    try await page(with: fields) { .listAllTokens(of: accounts, offset: offset, $0, $1) }
  }

  /// Reads a page of tokens, and once more where it names as omitted what is needed and was not asked for by name.
  private func page(
    with fields: Set<TokenField>, _ call: (MemberSelection, OmittedMembers) -> APICall
  ) async throws(CallFailure) -> PageAnswer<TokenAnswer> {
    let asked = habits.omittedUnasked
    let page = try await selecting(.lists, as: PageAnswer<TokenAnswer>.self) { call($0, asked) }
    let open = page.allOmitted.intersection(OmittedMembers(neededFor: fields)).subtracting(asked)
    guard !open.isEmpty, habits.selection(of: .lists) != .none else { return page }
    habits.learnThatListsOmit(open)
    return try await selecting(.lists, as: PageAnswer<TokenAnswer>.self) { [open] in call($0, asked.union(open)) }
  }

  /// Each token once, whole as far as the fields go. A token that vanishes meanwhile is left out.
  private func completed(
    _ tokens: [LiveToken], of accounts: Set<AccountID>, fields: Set<TokenField>
  ) async throws(CallFailure) -> [LiveToken] {
    var byID = Dictionary(tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let open = byID.values.filter { !$0.tells(fields) }.map(\.id)
    let whole = try await open.concurrently(atMost: parallelism, token)
    for (id, reading) in zip(open, whole) {
      if case .failed(let failure) = reading { throw failure }
      byID[id] = reading.token
    }
    return byID.values.filter { token in
      token.status != .deleted && (accounts.isEmpty || token.account.map { accounts.contains($0.id) } ?? false)
    }.sorted { $0.id < $1.id }
  }

  /// What the list tells of a batch; by id what it does not.
  private func readings(of batch: [TokenQuery]) async throws(CallFailure) -> [TokenReading] {
    var readings = [TokenReading?](repeating: nil, count: batch.count)
    do throws(CallFailure) {
      if !habits.refusesLists {
        let fields = batch.reduce(into: Set()) { $0.formUnion($1.fields) }
        readings = zip(batch, try await list(batch.map(\.id), fields)).map { query, token in
          token.flatMap { $0.holds(query.fields) && $0.includesGuardFields ? .found($0) : nil }
        }
      }
    } catch {
      if error.endsTheRun { throw error }
      guard error.meansThatListsAreRefused else { return batch.map { _ in .failed(error) } }
      habits.learnThatListsAreRefused()
    }
    let unread = readings.indices.filter { readings[$0] == nil }
    let byID = try await unread.map { batch[$0].id }.concurrently(atMost: parallelism, token)
    for (index, reading) in zip(unread, byID) { readings[index] = reading }
    return readings.compactMap(\.self)
  }

  /// Reads pages until every token was seen or there are no more. The tokens stand in the order of their ids; nil is what
  /// was not seen.
  private func list(_ ids: [TokenID], _ fields: Set<TokenField>) async throws(CallFailure) -> [LiveToken?] {
    let places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    var found = [LiveToken?](repeating: nil, count: ids.count)
    var (count, offset) = (0, 0)
    while true {
      let page = try await page(with: fields) { [offset] in .listTokens(ids, offset: offset, $0, $1) }
      let before = count
      var hasOthers = false
      for token in page.tokens {
        guard let place = places[token.id] else {
          hasOthers = true
          continue
        }
        if found[place] == nil { count += 1 }
        found[place] = token
      }
      guard !hasOthers else {
        habits.learnThatListsAreRefused()
        return found
      }
      offset += page.count
      if count == before || count == places.count || offset >= page.total ?? .max { return found }
    }
  }

  /// Reads with as much of `select` as the platform takes: what it refuses with 400 is not sent again in this run.
  func selecting<Value: JSONReadable>(
    _ part: PlatformHabits.Part, as type: Value.Type, _ call: (MemberSelection) -> APICall
  ) async throws(CallFailure) -> Value {
    var selection = habits.selection(of: part)
    while true {
      do throws(CallFailure) {
        let value = try await sender.read(call(selection), as: type)
        habits.learn(selection, of: part)
        return value
      } catch {
        guard error.status == 400, let next = selection.next else { throw error }
        selection = max(next, habits.selection(of: part))
      }
    }
  }
}

extension OmittedMembers {
  /// What an answer has to have so that these fields can be planned, beside what is always asked for by name.
  fileprivate init(neededFor fields: Set<TokenField>) {
    self = [.account, .status]
    if fields.contains(.modules) { insert(.modules) }
    if fields.contains(.text(.name)) { insert(.name) }
  }
}

extension LiveToken {
  /// Whether the answer tells these fields to the end, the filters of every module among them.
  fileprivate func tells(_ fields: Set<TokenField>) -> Bool {
    holds(fields) && includesGuardFields
      && (!fields.contains(.modules) || modules.value?.contains { $0.filters == .notAnswered } == false)
  }
}

extension CallFailure {
  /// A redirect of a call that needs no list: nothing at this endpoint answers. Nil for other failures.
  fileprivate var asRedirect: CallFailure? {
    guard let status, 300..<400 ~= status else { return nil }
    var failure = self
    failure.kind = .unusable
    failure.advice = "check the endpoint, and whether a gateway before the platform asks for a login"
    return failure
  }

  /// The platform does not list for this credential, or sends it elsewhere; by id it may answer all the same.
  fileprivate var meansThatListsAreRefused: Bool {
    guard let status else { return false }
    return status == 400 || status == 403 || 300..<400 ~= status
  }
}
