import FoundationEssentials
import Glibc
package import HTTPTransport
package import Planning
package import TokenModel

/// Sends calls with the credential, and turns every answer into a value or a ``CallFailure``.
package struct CallSender: Sendable {
  private let transport: HTTPTransport
  private let endpoint: Endpoint
  private let credential: Secret
  private let mask: SecretMask
  private let timeout: Duration
  private let retries: RetryPolicy
  private let limit: ConcurrencyLimit
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - timeout: For one request, from its start to the last byte of its answer.
  ///   - retries: For reads; whoever writes decides for itself.
  ///   - parallelism: How many requests may be under way at once.
  ///   - now: The time in seconds since 1970.
  package init(
    transport: HTTPTransport, endpoint: Endpoint, credential: Secret, timeout: Duration, retries: RetryPolicy,
    parallelism: Int, now: @escaping @Sendable () -> Int64 = { Int64(time(nil)) }
  ) {
    self.transport = transport
    self.endpoint = endpoint
    self.credential = credential
    mask = SecretMask(credential: credential)
    self.timeout = timeout
    self.retries = retries
    limit = ConcurrencyLimit(parallelism)
    self.now = now
  }

  struct Answer<Value> {
    let value: Value
    let traceID: String?
  }

  /// Sends a call that only reads, again where that may help.
  func read<Value: Decodable>(_ call: APICall, as type: Value.Type) async throws(CallFailure) -> Value {
    var failures = 0
    while true {
      do throws(CallFailure) {
        return try await once(call) { request throws(TransportError) in try await transport.send(request) }.value
      } catch {
        failures += 1
        guard error.mayBeTriedAgain, failures <= retries.maximumRetries else { throw error }
        guard await retries.wait(beforeRetry: failures, asked: error.retryAfter) else { throw .interrupted }
      }
    }
  }

  /// Sends a call once and sees it through, even when the task is cancelled meanwhile.
  func write<Value: Decodable>(_ call: APICall, as type: Value.Type) async throws(CallFailure) -> Answer<Value> {
    try await once(call) { request throws(TransportError) in
      let sending = Task { () -> Result<HTTPResponse, TransportError> in
        do throws(TransportError) {
          return .success(try await transport.send(request))
        } catch {
          return .failure(error)
        }
      }
      return try await sending.value.get()
    }
  }

  /// A call as it would be sent, without the credential.
  func preview(of call: APICall) -> RequestPreview {
    RequestPreview(
      method: call.method, url: call.url(at: endpoint), body: String(decoding: call.body ?? [], as: UTF8.self))
  }

  private func once<Value: Decodable>(
    _ call: APICall, send: (HTTPRequest) async throws(TransportError) -> HTTPResponse
  ) async throws(CallFailure) -> Answer<Value> {
    await limit.enter()
    guard !Task.isCancelled else {
      await limit.leave()
      throw .interrupted
    }
    let result: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      result = .success(try await send(request(for: call)))
    } catch {
      result = .failure(error)
    }
    await limit.leave()
    switch result {
    case .success(let response): return try answer(to: call, in: response)
    case .failure(let error): throw failure(of: call, error)
    }
  }

  private func request(for call: APICall) -> HTTPRequest {
    var headers = [
      HTTPHeader("Authorization", "Bearer " + credential.reveal()),
      HTTPHeader("Accept", "application/json"),
    ]
    if call.body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    return HTTPRequest(
      method: call.method, url: call.url(at: endpoint), headers: headers, body: call.body, timeout: timeout)
  }

  private func answer<Value: Decodable>(
    to call: APICall, in response: HTTPResponse
  ) throws(CallFailure) -> Answer<Value> {
    guard 200..<300 ~= response.status else { throw failure(of: call, response) }
    do {
      let value = try JSONDecoder().decode(Value.self, from: Data(response.body))
      return Answer(value: value, traceID: response.traceID)
    } catch {
      throw CallFailure(
        .ambiguous, call: described(call),
        message: "answered \(response.status) with something that is not the API's JSON",
        status: response.status, traceID: response.traceID)
    }
  }

  private func described(_ call: APICall) -> String {
    "\(call.method) \(call.address(at: endpoint))"
  }

  private func failure(of call: APICall, _ response: HTTPResponse) -> CallFailure {
    let problem = ProblemDetails(body: response.body)
    let said = problem.text.map { ": " + mask.masking($0) } ?? ""
    return CallFailure(
      FailureKind.of(status: response.status), call: described(call),
      message: "answered \(response.status)\(FailureKind.reason(response.status))\(said)", status: response.status,
      traceID: (problem.traceID ?? response.traceID).map(mask.masking), retryAfter: response.retryAfter(now: now()))
  }

  private func failure(of call: APICall, _ error: TransportError) -> CallFailure {
    CallFailure(FailureKind.of(error), call: described(call), message: mask.masking(error.message))
  }
}

extension CallFailure {
  fileprivate var mayBeTriedAgain: Bool { kind == .notCarriedOut || kind == .ambiguous }
}
