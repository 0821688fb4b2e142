/// A request for the engine, with the task that waits for its outcome.
struct Submission: Sendable {
  typealias Outcome = Result<HTTPResponse, TransportError>

  let id: UInt64
  let request: HTTPRequest
  let url: RequestURL
  let deadline: ContinuousClock.Instant
  private let waiter: CheckedContinuation<Outcome, Never>

  init(id: UInt64, request: HTTPRequest, url: RequestURL, waiter: CheckedContinuation<Outcome, Never>) {
    self.id = id
    self.request = request
    self.url = url
    self.waiter = waiter
    deadline = .now + request.timeout
  }

  /// Resumes the waiting task. Call it once.
  func end(with outcome: Outcome) {
    waiter.resume(returning: outcome)
  }
}
