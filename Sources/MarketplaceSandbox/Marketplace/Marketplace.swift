/// The stand-in platform: requests go in one after the other, answers come out, and nothing else happens.
package struct Marketplace: Sendable {
  static let maximumBodySize = 1 << 20

  var state: MarketplaceState
  let rules: PlatformRules
  let behaviour: Misbehaviour
  let clock: @Sendable () -> Timestamp
  var cache = RenderedTokens()
  /// What the slots of tokens held that were written a moment ago, for the reads that lag behind.
  var lagging: [Int: FormerToken] = [:]
  let retryAfter: String
  /// Requests that are carried out once some more have been answered.
  var late: [(request: Request, after: Int)] = []
  private let secret: String
  private let latencyMilliseconds: Int
  private let readLag: Int
  private var injector: FaultInjector
  private var problems = 0

  /// A platform in a certain state, with the secret, the misbehaviour and the faults of `options`; the times in
  /// `audit.updated` come from `clock`.
  init(
    state: MarketplaceState, options: SandboxOptions, clock: @escaping @Sendable () -> Timestamp = Timestamp.now
  ) {
    self.state = state
    self.clock = clock
    rules = options.rules
    behaviour = options.misbehaviour
    secret = options.secret
    latencyMilliseconds = options.latencyMilliseconds
    retryAfter = options.retryAfter
    readLag = options.readLag
    injector = FaultInjector(options.faults, seed: UInt64(truncatingIfNeeded: options.faultSeed))
  }

  /// Carries a request out.
  package mutating func answer(to request: Request) -> Response {
    guard request.path.hasPrefix(Route.root) else { return answer(.notFound("There is nothing at this path.")) }
    let fault = injector.fault(for: request)
    var answer = prevented(by: fault, request) ?? damaged(by: fault, request, regularAnswer(to: request))
    answer.delayMilliseconds = latencyMilliseconds
    carryOutLateRequests()
    if case .late(let count)? = fault?.kind { late.append((request, after: count)) }
    return answer
  }

  mutating func answer(_ problem: Problem) -> Response {
    problems += 1
    let digits = String(problems, radix: 16)
    let traceID = String(repeating: "0", count: 32 - digits.utf8.count) + digits
    return problem.answer(traceID: traceID, asList: behaviour.errorsAsList)
  }

  var caller: Caller {
    guard let token = callerToken else {
      return Caller(identity: StoredToken.Identity(id: "USR-0000-0001", name: "Sandbox"), account: state.account)
    }
    return Caller(identity: StoredToken.Identity(id: token.id, name: token.name), account: token.account)
  }

  /// Changes a token, raises its revision, and records who did it.
  mutating func change(_ slot: Int, by identity: StoredToken.Identity, _ change: (inout StoredToken) -> Void) {
    let event = StoredToken.Event(at: clock().text, by: identity)
    if readLag > 0 {
      lagging[slot] = FormerToken(token: lagging[slot]?.token ?? state.tokens[slot], reads: readLag)
    }
    state.update(slot) { token in
      change(&token)
      token.revision += 1
      token.updated = event
    }
    cache.forget(slot)
  }

  private var callerToken: StoredToken? {
    let parts = secret.split(separator: ":")
    return parts.count == 3 ? state.slot(of: String(parts[1])).map { state.tokens[$0] } : nil
  }

  mutating func regularAnswer(to request: Request) -> Response {
    do throws(Problem) {
      try authorize(request)
      try checkTarget(of: request)
      let route = try Route(path: request.path)
      guard route.methods.contains(request.method) else {
        let allow = route.methods.joined(separator: ", ")
        throw Problem(status: 405, detail: "\(request.method) is not for this path.", allow: allow)
      }
      try checkHeaders(of: request)
      return try carryOut(request, route)
    } catch {
      return answer(error)
    }
  }

  private func authorize(_ request: Request) throws(Problem) {
    let parts = (request.headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1] == secret else {
      throw Problem(status: 401, detail: "The secret of an API token is missing, or is not the right one.")
    }
    if let token = callerToken, token.status != .active {
      throw Problem(status: 401, detail: "The API token of this secret is not active.")
    }
  }

  private mutating func carryOut(_ request: Request, _ route: Route) throws(Problem) -> Response {
    switch (route, request.method) {
    case (.tokens, "POST"): try createToken(request)
    case (.tokens, _): try listTokens(request)
    case (.token(let id), "PUT"): try updateToken(id, request)
    case (.token(let id), "DELETE"): try deleteToken(id, request)
    case (.token(let id), _): try readToken(id, request)
    case (.enable(let id), _): try switchToken(id, from: .disabled, to: .active, request)
    case (.disable(let id), _): try switchToken(id, from: .active, to: .disabled, request)
    case (.modules, _): try listModules(request)
    case (.module(let id), _): try readModule(id, request)
    case (.userGroups, _): try listGroups(request)
    }
  }
}
