/// Why a request has no response.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// The name of the server, or of the proxy, has no address.
    case couldNotResolve
    /// No connection, or no TLS session, came about: nothing was sent, so trying again is safe.
    case couldNotConnect
    /// A certificate is not trusted, the trusted ones cannot be read, or the server knows no TLS that is allowed:
    /// nothing was sent, and trying again is no use.
    case tls
    /// The proxy refuses, or the variable that names it cannot be read: nothing was sent, and trying again is no use.
    case proxy
    /// The request's timeout went by; `progress` says how far the request had got.
    case timedOut
    /// The request's stall timeout went by without a byte.
    case stalled
    /// The connection broke after the request had been begun; what the server did with it is unknown.
    case connectionLost
    /// The response is larger than the configuration allows: its body as sent or unpacked, or its headers.
    case answerTooLarge
    /// The response has a content encoding that is not known: asking again is no use.
    case unknownEncoding
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
  /// A sentence without a full stop; holds no header and no body, and no number that differs from one try to the next.
  package var message: String
  package var progress: Progress
  /// What to do about it; nil where only trying again is left.
  package var advice: String?

  package init(_ kind: Kind, _ message: String, progress: Progress = .notSent, advice: String? = nil) {
    self.kind = kind
    self.message = message
    self.progress = progress
    self.advice = advice
  }

  /// Whether the server may have seen the request, and acted on it. False is certain, true is caution.
  package var requestMayHaveArrived: Bool { progress != .notSent }

  package var description: String { message }
}
