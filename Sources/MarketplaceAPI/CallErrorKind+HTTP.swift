import HTTPTransport
import Planning

extension CallError.Kind {
  /// The kind of a response that is an error. Source: the API's page, under errors and traps.
  init(status: Int) {
    self =
      switch status {
      case 401: .unauthorized
      case 421, 429: .notExecuted
      case 408, 500...: .outcomeUnknown
      default: .refused
      }
  }

  /// The kind of a call without a response.
  ///
  /// - Parameter isRead: Whether the call only reads, so that it cannot have changed anything.
  init(_ error: TransportError, isRead: Bool) {
    self =
      switch error.kind {
      case .cancelled, .shutDown: .interrupted
      case .tls, .badURL, .proxy: .unusable
      case .couldNotResolve, .couldNotConnect: .notConnected
      // The time went by with connecting: with no connection, a request waits for nothing else.
      case .timedOut where !error.requestMayHaveArrived: .notConnected
      case .unknownEncoding where isRead: .unusable
      case .responseTooLarge where isRead: .refused
      default: error.requestMayHaveArrived ? .outcomeUnknown : .notExecuted
      }
  }
}
