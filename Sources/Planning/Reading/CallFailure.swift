/// A call to the platform that did not answer what was asked.
package struct CallFailure: Error, Sendable, Hashable {
  package enum Kind: Sendable {
    /// 401: every further call would end the same.
    case unauthorized
    /// A signal, or the end of the time that the run was given.
    case interrupted
    /// The platform understood and said no; trying again would not help.
    case refused
    /// Nothing was carried out, and trying again may help.
    case notCarriedOut
    /// The call may or may not have been carried out, and trying again may help.
    case ambiguous
    /// No connection came about, so nothing was sent. Trying again may help; once it has not, nothing else in this run can
    /// succeed.
    case notConnected
    /// As this run is set up (certificates, proxy, endpoint), no call can succeed.
    case unusable
    /// The platform asks to wait longer than the run was given.
    case beyondDeadline
    /// The platform asks to wait longer than any run waits.
    case mustWait
  }

  package var kind: Kind
  /// The call, such as `PUT https://…/api-tokens/TKN-1671-0642`.
  package var call: String
  /// What went wrong, in one sentence without a full stop and without a secret.
  package var message: String
  package var status: Int?
  package var traceID: String?
  /// How long the platform asked to wait.
  package var retryAfter: Duration?
  /// What to do about it, where that is known.
  package var advice: String?

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

  /// Whether nothing else in this run can succeed.
  package var endsTheRun: Bool {
    switch kind {
    case .unauthorized, .interrupted, .notConnected, .unusable, .beyondDeadline, .mustWait: true
    case .refused, .notCarriedOut, .ambiguous: false
    }
  }

  /// The call, where there was one, and what went wrong with it.
  var statement: String { call.isEmpty ? message : "\(call): \(message)" }

  /// The statement with the trace id.
  package var sentence: String {
    statement + (traceID.map { " (trace id \($0))" } ?? "")
  }
}

extension CallFailure {
  /// The run was told to end before the call was made.
  package static let interrupted = CallFailure(.interrupted, call: "", message: "the run ended before it was sent")
}

/// Runs something that may fail to reach the platform, and keeps how it ended.
package func attempt<Value: Sendable>(
  _ body: @Sendable () async throws(CallFailure) -> Value
) async -> Result<Value, CallFailure> {
  do throws(CallFailure) {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}
