import HTTPTransport
import Planning
import TokenModel

/// Turns what came back into a value or a ``CallFailure``.
struct Answers: Sendable {
  let endpoint: Endpoint
  let mask: SecretMask

  struct Answer<Value> {
    let value: Value
    let status: Int
    let traceID: String?
  }

  func answer<Value: JSONReadable>(
    to call: APICall, in response: Result<HTTPResponse, TransportError>
  ) -> Result<Answer<Value>, CallFailure> {
    switch response {
    case .success(let response): answer(to: call, in: response)
    case .failure(let error):
      .failure(failure(of: call, error))
    }
  }

  private func answer<Value: JSONReadable>(
    to call: APICall, in response: HTTPResponse
  ) -> Result<Answer<Value>, CallFailure> {
    guard 200..<300 ~= response.status else { return .failure(failure(of: call, response)) }
    let traceID = response.traceID.map(mask.masking)
    guard let value = Value(body: response.body) else {
      return .failure(
        CallFailure(
          .ambiguous, call: described(call),
          message: "answered \(response.status) with something that is not the API's JSON, or too much of it",
          status: response.status, traceID: traceID))
    }
    return .success(Answer(value: value, status: response.status, traceID: traceID))
  }

  private func failure(of call: APICall, _ error: TransportError) -> CallFailure {
    var failure = CallFailure(
      FailureKind.of(error, isRead: call.body == nil), call: described(call), message: mask.masking(error.message))
    failure.advice = error.advice
    return failure
  }

  private func failure(of call: APICall, _ response: HTTPResponse) -> CallFailure {
    let problem = ProblemDetails(body: response.body, mask: mask)
    let said = problem.text.map { ": " + $0 } ?? ""
    return CallFailure(
      FailureKind.of(status: response.status), call: described(call),
      message: "answered \(response.status)\(FailureKind.reason(response.status))\(said)", status: response.status,
      traceID: problem.traceID ?? response.traceID.map(mask.masking), retryAfter: response.retryAfter)
  }

  private func described(_ call: APICall) -> String {
    "\(call.method) \(call.address(at: endpoint))"
  }
}
