import HTTPTransport
import Planning
import TokenModel

/// Decodes responses, and turns those that are errors into a ``CallError``.
struct ResponseDecoder: Sendable {
  let endpoint: Endpoint
  let mask: SecretMask

  struct Decoded<Value> {
    let value: Value
    let status: Int
    let traceID: String?
  }

  func decode<Value: JSONReadable>(
    _ response: Result<HTTPResponse, TransportError>, to call: APICall
  ) -> Result<Decoded<Value>, CallError> {
    switch response {
    case .success(let response): decode(response, to: call)
    case .failure(let error): .failure(failure(of: call, error))
    }
  }

  private func decode<Value: JSONReadable>(
    _ response: HTTPResponse, to call: APICall
  ) -> Result<Decoded<Value>, CallError> {
    guard 200..<300 ~= response.status else { return .failure(failure(of: call, response)) }
    let traceID = response.traceID.map(mask.masking)
    guard let value = Value(body: response.body) else {
      return .failure(
        CallError(
          .outcomeUnknown, call: described(call),
          message: "returned \(response.status) with a body that is not valid JSON of the API, or is too large",
          status: response.status, traceID: traceID))
    }
    return .success(Decoded(value: value, status: response.status, traceID: traceID))
  }

  private func failure(of call: APICall, _ error: TransportError) -> CallError {
    var failure = CallError(
      CallError.Kind(error, isRead: call.body == nil), call: described(call), message: mask.masking(error.message))
    failure.advice = error.advice
    return failure
  }

  private func failure(of call: APICall, _ response: HTTPResponse) -> CallError {
    let problem = ProblemDetails(body: response.body, mask: mask)
    let detail = problem.text.map { ": " + $0 } ?? ""
    return CallError(
      CallError.Kind(status: response.status), call: described(call),
      message: "returned \(response.status)\(Self.reason(response.status))\(detail)", status: response.status,
      traceID: problem.traceID ?? response.traceID.map(mask.masking), retryAfter: response.retryAfter)
  }

  private func described(_ call: APICall) -> String {
    "\(call.method) \(call.address(at: endpoint))"
  }

  /// The name of a status, in parentheses.
  private static func reason(_ status: Int) -> String {
    switch status {
    case 300..<400: " (a redirect, which is not followed)"
    case 400: " (bad request)"
    case 401: " (unauthorized)"
    case 403: " (forbidden)"
    case 404: " (not found)"
    case 409: " (conflict)"
    case 421: " (misdirected request)"
    case 429: " (too many requests)"
    case 500: " (server error)"
    case 502: " (bad gateway)"
    case 503: " (unavailable)"
    case 504: " (gateway timeout)"
    default: ""
    }
  }
}

extension HTTPResponse {
  /// The platform's id of the request.
  fileprivate var traceID: String? {
    headers.value(of: "traceparent") ?? headers.value(of: "x-trace-id") ?? headers.value(of: "x-request-id")
  }
}
