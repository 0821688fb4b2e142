/// The stand-in platform: requests go in one after the other, answers come out, and nothing else happens.
package struct Marketplace: Sendable {
  static let greatestBody = 1 << 20

  var state: MarketplaceState
  let behaviour: Misbehaviour
  let clock: @Sendable () -> Timestamp
  var cache = RenderedTokens()
  private let secret: String
  private let latencyMilliseconds: Int
  private let retryAfter: String
  private var injector: FaultInjector
  private var problems = 0

  /// A platform in a certain state, with the secret, the misbehaviour and the faults of `options`; the times in
  /// `audit.updated` come from `clock`.
  init(
    state: MarketplaceState, options: SandboxOptions, clock: @escaping @Sendable () -> Timestamp = Timestamp.now
  ) {
    self.state = state
    self.clock = clock
    behaviour = options.misbehaviour
    secret = options.secret
    latencyMilliseconds = options.latencyMilliseconds
    retryAfter = options.retryAfter
    injector = FaultInjector(options.faults, seed: options.faultSeed)
  }

  /// Carries a request out.
  package mutating func answer(to request: Request) -> Answer {
    guard request.path.hasPrefix(Route.root) else { return answer(.notFound("There is nothing at this path.")) }
    let fault = injector.fault(for: request)
    var answer = prevented(by: fault, request) ?? damaged(by: fault, request, regularAnswer(to: request))
    answer.delayMilliseconds = latencyMilliseconds
    return answer
  }

  mutating func answer(_ problem: Problem) -> Answer {
    problems += 1
    let digits = String(problems, radix: 16)
    let traceID = String(repeating: "0", count: 32 - digits.utf8.count) + digits
    return problem.answer(traceID: traceID, asList: behaviour.errorsAsList)
  }

  /// The identity that writes are recorded under.
  var caller: StoredToken.Identity {
    guard let token = callerToken else { return StoredToken.Identity(id: "USR-0000-0001", name: "Sandbox") }
    return StoredToken.Identity(id: token.id, name: token.name)
  }

  private var callerToken: StoredToken? {
    let parts = secret.split(separator: ":")
    return parts.count == 3 ? state.slot(of: String(parts[1])).map { state.tokens[$0] } : nil
  }

  private mutating func regularAnswer(to request: Request) -> Answer {
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

  private mutating func carryOut(_ request: Request, _ route: Route) throws(Problem) -> Answer {
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
    }
  }

  /// The answer of a fault that keeps the request from being carried out.
  private mutating func prevented(by fault: Fault?, _ request: Request) -> Answer? {
    switch fault?.kind {
    case .status(let status, .before)?: return answer(.injected(status))
    case .close(.before)?: return .lost(.closed)
    case .hang(.before)?: return .lost(.never)
    case .throttle?:
      var refusal = answer(Problem(status: 429, detail: "Too many requests; try again later."))
      let date = clock().advanced(bySeconds: 2).httpDate
      refusal.headers.append(("Retry-After", retryAfter == "date" ? date : retryAfter))
      return refusal
    case .notFound?: return answer(.notFound("There is no such object."))
    case .htmlBadGateway?: return .html(502, "502 Bad Gateway")
    case .concurrentWriter(.before)?:
      writeConcurrently(fault, request)
      return nil
    default: return nil
    }
  }

  /// What becomes of an answer when the fault comes after the request was carried out.
  private mutating func damaged(by fault: Fault?, _ request: Request, _ regular: Answer) -> Answer {
    var answer = regular
    switch fault?.kind {
    case .status(let status, .after)?: answer = self.answer(.injected(status))
    case .close(.after)?: answer = .lost(.closed)
    case .hang(.after)?: answer = .lost(.never)
    case .htmlOK?: answer = .html(200, "Please sign in")
    case .brokenJSON?: answer.body = Array(answer.body.prefix(answer.body.count / 2)) + Array("\u{0}}".utf8)
    case .truncate?: answer.delivery = .truncated
    case .drip?: answer.delivery = .dripped
    case .concurrentWriter(.after)?: writeConcurrently(fault, request)
    default: break
    }
    return answer
  }

  /// Somebody else renames the token that the fault or the request is about.
  private mutating func writeConcurrently(_ fault: Fault?, _ request: Request) {
    var named: String?
    if case .token(let id)? = try? Route(path: request.path) { named = id }
    guard let slot = (fault?.place.token ?? named).flatMap(state.slot(of:)) else { return }
    change(slot, by: MadeUp.people[1]) { $0.name += " (changed elsewhere)" }
  }
}
