package import HTTPTransport
package import Planning
package import TokenModel

/// Sends calls with the credential, and decodes every response into a value or a ``CallError``.
package struct CallSender: Sendable {
  private let transport: HTTPClient
  private let endpoint: Endpoint
  private let credential: Secret
  private let timeout: Duration
  private let stallTimeout: Duration
  private let retries: RetryPolicy
  private let throttle: Throttle
  private let decoder: ResponseDecoder
  private let observe: @Sendable (CallRecord) -> Void
  private let waits: WaitLog
  private var awaitsResponses = false

  /// - Parameters:
  ///   - timeout: For one request, from its start to the last byte of its response.
  ///   - stallTimeout: How long a connection may move nothing while a read waits on it, at the first attempt.
  ///   - retries: For reads. The caller decides about retries of a write.
  ///   - parallelism: The maximum number of concurrent requests.
  ///   - observe: Called with each request that has ended, from any thread.
  ///   - announce: Called with a sentence when the run waits because the platform asks it to.
  package init(
    transport: HTTPClient, endpoint: Endpoint, credential: Secret, timeout: Duration,
    stallTimeout: Duration = .seconds(5), retries: RetryPolicy, parallelism: Int,
    observe: @escaping @Sendable (CallRecord) -> Void = { _ in },
    announce: @escaping @Sendable (_ wait: String) -> Void = { _ in }
  ) {
    self.transport = transport
    self.endpoint = endpoint
    self.credential = credential
    decoder = ResponseDecoder(endpoint: endpoint, mask: SecretMask(credential: credential))
    self.timeout = timeout
    self.stallTimeout = stallTimeout
    self.retries = retries
    throttle = Throttle(parallelism, pause: retries.pause)
    self.observe = observe
    waits = WaitLog(announce)
  }

  /// Masks the credential.
  var mask: SecretMask { decoder.mask }

  /// The same sender, except that a read that was sent is awaited even if the task is cancelled.
  var awaitingResponses: CallSender {
    var sender = self
    sender.awaitsResponses = true
    return sender
  }

  /// Sends a call that only reads, with retries.
  func read<Value: JSONReadable>(_ call: APICall, as type: Value.Type) async throws(CallError) -> Value {
    var failures = 0
    while true {
      do throws(CallError) {
        return try await once(call, attempt: failures + 1) { request throws(TransportError) in
          try await awaitsResponses ? sendUncancelled(request) : transport.send(request)
        }.value
      } catch {
        if Task.isCancelled, !awaitsResponses { throw .interrupted }
        failures += 1
        guard error.isRetryable, failures <= retries.maximumRetries else { throw error }
        guard await retries.wait(beforeRetry: failures, requested: error.retryAfter) else { throw .interrupted }
      }
    }
  }

  /// Sends a call once and awaits its response, even if the task is cancelled meanwhile.
  func write<Value: JSONReadable>(
    _ call: APICall, attempt: Int, as type: Value.Type
  ) async throws(CallError) -> ResponseDecoder.Decoded<Value> {
    try await once(call, attempt: attempt) { request throws(TransportError) in try await sendUncancelled(request) }
  }

  /// Sends a request and awaits its response, even if the task is cancelled meanwhile.
  private func sendUncancelled(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let sending = Task { () -> Result<HTTPResponse, TransportError> in
      do throws(TransportError) {
        return .success(try await transport.send(request))
      } catch {
        return .failure(error)
      }
    }
    return try await sending.value.get()
  }

  /// A call as it would be sent, without the credential.
  func preview(of call: APICall) -> RequestPreview {
    RequestPreview(
      method: call.method, url: call.url(at: endpoint), body: String(decoding: call.body ?? [], as: UTF8.self))
  }

  private func once<Value: JSONReadable>(
    _ call: APICall, attempt: Int, send: (HTTPRequest) async throws(TransportError) -> HTTPResponse
  ) async throws(CallError) -> ResponseDecoder.Decoded<Value> {
    guard await throttle.acquire() else { throw .interrupted }
    let url = call.url(at: endpoint)
    let start = ContinuousClock.now
    let response: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      response = .success(try await send(request(for: call, url: url, attempt: attempt)))
    } catch {
      response = .failure(error)
    }
    let arrival = ContinuousClock.now
    let requested = (try? response.get()).flatMap { $0.status >= 400 ? $0.retryAfter : nil }
    let reason = requested.flatMap { retries.reasonNotToWait(for: $0) }
    if case .success(let response) = response, response.status == 429, reason == nil {
      await throttle.release(pausingFor: retries.delay(beforeRetry: attempt, requested: requested))
    } else {
      // Before the response is decoded, so that the next request is sent meanwhile. Yielding lets it go first if many
      // responses arrive at once, which takes two per cent off a plan of 10,000 tokens at 20 ms latency.
      await throttle.release()
      await Task.yield()
    }
    let decodingStart = ContinuousClock.now
    let result = (decoder.decode(response, to: call) as Result<ResponseDecoder.Decoded<Value>, CallError>).mapError {
      $0.isRetryable ? $0.stating(requested, reason) : $0
    }
    var record = CallRecord(
      method: call.method, url: url, address: call.token, attempt: attempt, duration: start.duration(to: arrival))
    record.decoding = decodingStart.duration(to: .now)
    record.add(result.map { ($0.status, $0.traceID) })
    observe(record)
    if let requested, case .failure(let failure) = result, failure.isRetryable, attempt <= retries.maximumRetries {
      waits.announce(requested, at: retries.now(), after: failure)
    }
    return try result.get()
  }

  /// A connection on which nothing moves is closed, and a read is sent again on another. The time doubles with each
  /// attempt and the fourth has no bound but the timeout, so that a slow platform can respond in the end. A write is
  /// awaited: if it were given up, its outcome would be unknown.
  private func stallTimeout(ofAttempt attempt: Int) -> Duration? {
    attempt <= 3 ? stallTimeout * (1 << (attempt - 1)) : nil
  }

  private func request(for call: APICall, url: String, attempt: Int) -> HTTPRequest {
    var headers = [
      HTTPHeader("Authorization", "Bearer " + credential.reveal()),
      HTTPHeader("Accept", "application/json"),
    ]
    if call.body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    return HTTPRequest(
      method: call.method, url: url, headers: headers, body: call.body, timeout: timeout,
      stallTimeout: call.body == nil ? stallTimeout(ofAttempt: attempt) : nil)
  }
}

extension CallRecord {
  fileprivate mutating func add(_ result: Result<(status: Int, traceID: String?), CallError>) {
    switch result {
    case .success(let response): (status, traceID) = (response.status, response.traceID)
    case .failure(let failure): (status, traceID, self.failure) = (failure.status, failure.traceID, failure.message)
    }
  }
}

extension CallError {
  fileprivate var isRetryable: Bool { kind == .notExecuted || kind == .outcomeUnknown || kind == .notConnected }

  /// The failure that ends the run if the platform asks for a wait that the run cannot afford.
  fileprivate func stating(_ requested: Duration?, _ reason: Kind?) -> CallError {
    guard let requested, let reason else { return self }
    var failure = self
    // A read still determines whether a write took effect.
    if kind != .outcomeUnknown { failure.kind = reason }
    let limit =
      reason == .beyondDeadline
      ? "longer than the time left before the deadline of the run"
      : "longer than the maximum of \(RetryPolicy.maximumRequestedDelay)"
    failure.message += "; the platform requests a wait of \(requested), \(limit)"
    return failure
  }
}
