extension Marketplace {
  mutating func updateToken(_ id: String, _ request: Request) throws(Problem) -> Response {
    try refuseParameters(request)
    let slot = try slotToWrite(id)
    var body = TokenBody(state: state, rules: rules, present: state.tokens[slot], caller: caller)
    try body.read(request.body)
    let written = body.asStored(behaviour)
    change(slot, by: caller.identity) { token in written.apply(to: &token) }
    guard behaviour.minimalPutAnswers else { return answer(200, slot: slot) }
    let revision = JSONValue.integer(state.tokens[slot].revision)
    return Response(200, json: JSONValue.members([("id", .string(id)), ("revision", revision)]).bytes)
  }

  mutating func createToken(_ request: Request) throws(Problem) -> Response {
    try refuseParameters(request)
    var body = TokenBody(state: state, rules: rules, present: nil, caller: caller)
    try body.read(request.body)
    let written = body.asStored(behaviour)
    var number = state.tokens.count
    while state.slot(of: SampleData.tokenID(number)) != nil { number += 1 }
    let id = SampleData.tokenID(number)
    let event = StoredToken.Event(at: clock().text, by: caller.identity)
    var token = StoredToken(
      id: id, name: "", status: .active, revision: 1, secret: SampleData.secret(of: id),
      account: written.account ?? state.account, modules: [], extensions: .null, created: event, updated: event)
    written.apply(to: &token)
    state.append(token)
    var answer = answer(201, slot: state.tokens.count - 1)
    answer.headers.append(("Location", "\(Route.root)accounts/api-tokens/\(id)"))
    return answer
  }

  mutating func deleteToken(_ id: String, _ request: Request) throws(Problem) -> Response {
    try refuseParameters(request)
    let slot = try slotToWrite(id)
    change(slot, by: caller.identity) { $0.status = .deleted }
    return Response(empty: 204)
  }

  mutating func switchToken(
    _ id: String, from: StoredToken.Status, to: StoredToken.Status, _ request: Request
  ) throws(Problem) -> Response {
    try refuseParameters(request)
    let slot = try slotToWrite(id)
    guard state.tokens[slot].status == from else {
      throw .badRequest("API token \(id) is \(state.tokens[slot].status.rawValue), not \(from.rawValue).")
    }
    change(slot, by: caller.identity) { $0.status = to }
    return answer(200, slot: slot)
  }

  /// Where a token is kept that can still be changed.
  private func slotToWrite(_ id: String) throws(Problem) -> Int {
    let slot = try slot(of: id)
    guard state.tokens[slot].status != .deleted else { throw .badRequest("API token \(id) is permanently deleted.") }
    return slot
  }

  private func refuseParameters(_ request: Request) throws(Problem) {
    guard request.query.isEmpty else { throw .badRequest("This call takes no parameters.") }
  }
}
