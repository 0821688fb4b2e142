/// Why a request has no response.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// The name of the server, or of the proxy, has no address.
    case couldNotResolve
    /// No connection, or no TLS session, came about: nothing was sent, so trying again is safe.
    case couldNotConnect
    /// The server's certificate is not trusted, or the file of trusted ones cannot be read: trying again is no use.
    case tls
    /// The request's timeout went by; `progress` says how far the request had got.
    case timedOut
    /// The connection broke after the request had been begun; what the server did with it is unknown.
    case connectionLost
    /// The response is larger than the configuration allows.
    case bodyTooLarge
    /// The URL is malformed, or one that is never asked: other schemes, plain http to another machine, a user name.
    case badURL
    /// The task that waited for the response was cancelled.
    case cancelled
    /// The transport was shut down.
    case shutDown
    /// Anything else: an answer that is no HTTP, a header that cannot be sent, a lack of memory.
    case other
  }

  /// How much of the request had left when it ended.
  package enum Progress: Sendable, Equatable {
    case notSent, partlySent, sent
  }

  package var kind: Kind
  /// A sentence without a full stop; holds no header and no body.
  package var message: String
  package var progress: Progress

  package init(_ kind: Kind, _ message: String, progress: Progress = .notSent) {
    self.kind = kind
    self.message = message
    self.progress = progress
  }

  /// Whether the server may have seen the request, and acted on it. False is certain, true is caution.
  package var requestMayHaveArrived: Bool { progress != .notSent }

  package var description: String { message }
}
