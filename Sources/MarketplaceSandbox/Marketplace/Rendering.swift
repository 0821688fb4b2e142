extension Marketplace {
  /// Appends the tokens in `slots` as readers get them, separated by commas: a read that lags behind a write shows the
  /// token as it was before.
  mutating func render(_ slots: ArraySlice<Int>, as view: TokenView, to body: inout [UInt8]) {
    guard !lagging.isEmpty else {
      return cache.append(slots, of: state.tokens, as: view, behaviour: behaviour, to: &body)
    }
    for (number, slot) in slots.enumerated() {
      if number > 0 { body.append(UInt8(ascii: ",")) }
      if let former = consumeFormer(slot) {
        view.value(of: former, behaviour: behaviour).write(to: &body)
      } else {
        cache.append([slot], of: state.tokens, as: view, behaviour: behaviour, to: &body)
      }
    }
  }

  /// One token as the call that changed it answers it.
  mutating func answer(_ status: Int, slot: Int) -> Response {
    let view = TokenView(selection: .usual, inList: false, rules: rules)
    var body: [UInt8] = []
    cache.append([slot], of: state.tokens, as: view, behaviour: behaviour, to: &body)
    return Response(status, json: body)
  }

  private mutating func consumeFormer(_ slot: Int) -> StoredToken? {
    guard let former = lagging[slot] else { return nil }
    lagging[slot] = former.reads > 1 ? FormerToken(token: former.token, reads: former.reads - 1) : nil
    return former.token
  }

  /// The same host under another name: a client that follows shows up in the log of requests.
  func redirect(_ request: Request) -> Response {
    let port = (request.headers["host"] ?? "").split(separator: ":").dropFirst().first ?? "80"
    return Response(empty: 302, headers: [("Location", "http://localhost:\(port)/elsewhere\(request.target)")])
  }
}

/// A token as it was before it was written, for the reads that lag behind.
struct FormerToken {
  let token: StoredToken
  /// How many reads still get it.
  let reads: Int
}
