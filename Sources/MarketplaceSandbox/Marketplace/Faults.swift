extension Marketplace {
  /// The answer of a fault that keeps the request from being carried out.
  mutating func prevented(by fault: Fault?, _ request: Request) -> Response? {
    switch fault?.kind {
    case .status(let status, .before)?: return answer(.injected(status))
    case .close(.before)?: return .lost(.closed)
    case .hang(.before)?, .late?: return .lost(.never)
    case .redirect?: return redirect(request)
    case .throttle?:
      var refusal = answer(Problem(status: 429, detail: "Too many requests; try again later."))
      let date = clock().advanced(bySeconds: 2).httpDate
      refusal.headers.append(("Retry-After", retryAfter == "date" ? date : retryAfter))
      return refusal
    case .notFound?: return answer(.notFound("There is no such object."))
    case .htmlBadGateway?: return .html(502, "502 Bad Gateway")
    case .concurrentWriter(.before)?, .changeAccount(.before)?:
      writeConcurrently(fault, request)
      return nil
    default: return nil
    }
  }

  /// What becomes of an answer when the fault comes after the request was carried out.
  mutating func damaged(by fault: Fault?, _ request: Request, _ regular: Response) -> Response {
    var answer = regular
    switch fault?.kind {
    case .status(let status, .after)?: answer = self.answer(.injected(status))
    case .close(.after)?: answer = .lost(.closed)
    case .hang(.after)?: answer = .lost(.never)
    case .htmlOK?: answer = .html(200, "Please sign in")
    case .brokenJSON?: answer.body = Array(answer.body.prefix(answer.body.count / 2)) + Array("\u{0}}".utf8)
    case .truncate?: answer.delivery = .truncated
    case .drip?: answer.delivery = .dripped
    case .concurrentWriter(.after)?, .changeAccount(.after)?: writeConcurrently(fault, request)
    default: break
    }
    return answer
  }

  /// Another writer renames the token that the fault or the request is about, or moves it to another account.
  private mutating func writeConcurrently(_ fault: Fault?, _ request: Request) {
    var named: String?
    if case .token(let id)? = try? Route(path: request.path) { named = id }
    guard let slot = (fault?.place.token ?? named).flatMap(state.slot(of:)) else { return }
    change(slot, by: SampleData.people[1]) { token in
      if case .changeAccount? = fault?.kind {
        token.account = JSONObject([("id", .string("ACC-9999-9999")), ("name", .string("Elsewhere"))])
      } else {
        token.name += " (changed elsewhere)"
      }
    }
  }

  /// Carries out the requests that have waited for long enough; their answers are lost.
  mutating func carryOutLateRequests() {
    late = late.map { ($0.request, $0.after - 1) }
    while let index = late.firstIndex(where: { $0.after <= 0 }) {
      _ = regularAnswer(to: late.remove(at: index).request)
    }
  }
}
