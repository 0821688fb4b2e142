extension Marketplace {
  mutating func updateToken(_ id: String, _ request: Request) throws(Problem) -> Answer {
    try refuseParameters(request)
    let slot = try slot(of: id)
    var body = TokenBody(call: .update)
    try body.read(request.body, held: state.tokens[slot].modules, state: state)
    let written = body.asStored(behaviour)
    change(slot, by: caller) { token in written.apply(to: &token) }
    guard behaviour.minimalPutAnswers else { return answer(200, slot: slot) }
    let revision = JSONValue.integer(state.tokens[slot].revision)
    return Answer(200, json: JSONValue.members([("id", .string(id)), ("revision", revision)]).bytes)
  }

  mutating func createToken(_ request: Request) throws(Problem) -> Answer {
    try refuseParameters(request)
    var body = TokenBody(call: .create)
    try body.read(request.body, held: [], state: state)
    let written = body.asStored(behaviour)
    var number = state.tokens.count
    while state.slot(of: MadeUp.tokenID(number)) != nil { number += 1 }
    let id = MadeUp.tokenID(number)
    let event = StoredToken.Event(at: clock().text, by: caller)
    var token = StoredToken(
      id: id, name: "", status: .active, revision: 1, secret: MadeUp.secret(of: id),
      account: written.account ?? state.account, modules: [], extensions: .null, created: event, updated: event)
    written.apply(to: &token)
    state.append(token)
    var answer = answer(201, slot: state.tokens.count - 1)
    answer.headers.append(("Location", "\(Route.root)accounts/api-tokens/\(id)"))
    return answer
  }

  mutating func deleteToken(_ id: String, _ request: Request) throws(Problem) -> Answer {
    try refuseParameters(request)
    let slot = try slot(of: id)
    change(slot, by: caller) { $0.status = .deleted }
    return Answer(empty: 204)
  }

  mutating func switchToken(
    _ id: String, from: StoredToken.Status, to: StoredToken.Status, _ request: Request
  ) throws(Problem) -> Answer {
    try refuseParameters(request)
    let slot = try slot(of: id)
    guard state.tokens[slot].status == from else {
      throw .badRequest("API token \(id) is \(state.tokens[slot].status.rawValue), not \(from.rawValue).")
    }
    change(slot, by: caller) { $0.status = to }
    return answer(200, slot: slot)
  }

  /// Changes a token, raises its revision, and records who did it.
  mutating func change(_ slot: Int, by identity: StoredToken.Identity, _ change: (inout StoredToken) -> Void) {
    let event = StoredToken.Event(at: clock().text, by: identity)
    state.update(slot) { token in
      change(&token)
      token.revision += 1
      token.updated = event
    }
    cache.forget(slot)
  }

  private func refuseParameters(_ request: Request) throws(Problem) {
    guard request.query.isEmpty else { throw .badRequest("This call takes no parameters.") }
  }
}
