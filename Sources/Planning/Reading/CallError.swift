/// A call to the platform that failed.
package struct CallError: Error, Sendable, Hashable {
  /// What a failure means for the call and for the run.
  package enum Kind: Sendable {
    /// 401: every further call would end the same.
    case unauthorized
    /// A signal, or the end of the time that the run was given.
    case interrupted
    /// The platform rejected the request; a retry would not help.
    case refused
    /// The call had no effect, and a retry may help.
    case notExecuted
    /// The call may or may not have taken effect, and a retry may help.
    case outcomeUnknown
    /// No connection could be made, so nothing was sent. A retry may help; if it does not, nothing else in this run can
    /// succeed.
    case notConnected
    /// As this run is set up (certificates, proxy, endpoint), no call can succeed.
    case unusable
    /// The platform requests a wait beyond the run's deadline.
    case beyondDeadline
    /// The platform requests a longer wait than any run accepts.
    case mustWait
  }

  /// What the failure means.
  package var kind: Kind
  /// The call, such as `PUT https://…/api-tokens/TKN-1671-0642`.
  package var call: String
  /// What went wrong, in one sentence without a full stop and without a secret.
  package var message: String
  /// The HTTP status; nil without a response.
  package var status: Int?
  /// The platform's trace id, for support.
  package var traceID: String?
  /// The wait that the platform requested.
  package var retryAfter: Duration?
  /// What to do about it, if known.
  package var advice: String?

  /// A failure of a call.
  package init(
    _ kind: Kind, call: String, message: String, status: Int? = nil, traceID: String? = nil,
    retryAfter: Duration? = nil
  ) {
    self.kind = kind
    self.call = call
    self.message = message
    self.status = status
    self.traceID = traceID
    self.retryAfter = retryAfter
  }

  /// Whether no other call of this run can succeed.
  package var isFatal: Bool {
    switch kind {
    case .unauthorized, .interrupted, .notConnected, .unusable, .beyondDeadline, .mustWait: true
    case .refused, .notExecuted, .outcomeUnknown: false
    }
  }

  /// The call, if there was one, and what went wrong.
  var statement: String { call.isEmpty ? message : "\(call): \(message)" }

  /// The statement with the trace id.
  package var sentence: String {
    statement + (traceID.map { " (trace id \($0))" } ?? "")
  }
}

extension CallError {
  /// The run ended before the call was made.
  package static let interrupted = CallError(.interrupted, call: "", message: "the run ended before it was sent")
}
