import HTTPTransport
import Planning

/// What a failed call means for trying it again. Source: `marketplace-api`, under errors and traps.
enum FailureKind {
  static func of(status: Int) -> CallFailure.Kind {
    switch status {
    case 401: .unauthorized
    case 421, 429: .notCarriedOut
    case 408, 500...: .ambiguous
    default: .refused
    }
  }

  /// - Parameter isRead: Whether the call only reads, so that it is known not to have changed anything.
  static func of(_ error: TransportError, isRead: Bool) -> CallFailure.Kind {
    switch error.kind {
    case .cancelled, .shutDown: .interrupted
    case .tls, .badURL, .proxy: .unusable
    case .couldNotResolve, .couldNotConnect: .notConnected
    case .unknownEncoding where isRead: .unusable
    case .answerTooLarge where isRead: .refused
    default: error.requestMayHaveArrived ? .ambiguous : .notCarriedOut
    }
  }

  /// What a person should know of a status, in brackets.
  static func reason(_ status: Int) -> String {
    switch status {
    case 300..<400: " (a redirect, which is never followed)"
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
  var traceID: String? {
    headers.value(of: "traceparent") ?? headers.value(of: "x-trace-id") ?? headers.value(of: "x-request-id")
  }
}
