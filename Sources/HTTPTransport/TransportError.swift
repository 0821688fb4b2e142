/// A request that got no answer.
package struct TransportError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case badURL
    case couldNotResolve
    case couldNotConnect
    /// The server's certificate, or the protocol: trying again would not help.
    case tls
    case timedOut
    /// The connection ended before the answer did.
    case connectionLost
    case bodyTooLarge
    case cancelled
    case shutDown
    case other
  }

  package var kind: Kind
  /// What went wrong, in one sentence without a full stop.
  package var message: String
  /// Whether the server may have received the request, and so may have carried it out.
  package var requestMayHaveArrived: Bool

  init(_ kind: Kind, _ message: String, requestMayHaveArrived: Bool = false) {
    self.kind = kind
    self.message = message
    self.requestMayHaveArrived = requestMayHaveArrived
  }
}
