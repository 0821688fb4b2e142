/// The error of a request without a response.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What failed, and so whether a retry can help.
  package enum Kind: Sendable, Equatable {
    /// The name of the server or of the proxy has no address.
    case couldNotResolve
    /// No connection or TLS session was established. Nothing was sent, so a retry is safe.
    case couldNotConnect
    /// A certificate is not valid, the trusted certificates cannot be read, or the server supports no allowed version
    /// of TLS. Nothing was sent, and a retry cannot help.
    case tls
    /// The proxy refuses, or its variable is invalid. Nothing was sent, and a retry cannot help.
    case proxy
    /// The request's timeout passed; see `progress`.
    case timedOut
    /// The request's stall timeout passed without a byte.
    case stalled
    /// The connection broke after sending had begun; whether the server processed the request is unknown.
    case connectionLost
    /// The response is larger than the configuration allows: its headers, or its body, encoded or decoded.
    case responseTooLarge
    /// The response has an unknown content encoding. A retry cannot help.
    case unknownEncoding
    /// The URL is malformed or not allowed: another scheme, plain http to another machine, a user name.
    case badURL
    /// The task that awaited the response was cancelled.
    case cancelled
    /// The client was shut down.
    case shutDown
    /// Other errors: a response that is not HTTP, an invalid header, no memory.
    case other
  }

  /// How much of the request had been sent when it ended.
  package enum Progress: Sendable, Equatable {
    case notSent, partlySent, sent
  }

  /// What failed.
  package var kind: Kind
  /// One sentence without a full stop. It has no header, no body, and no number that varies between attempts.
  package var message: String
  /// How much of the request had been sent.
  package var progress: Progress
  /// What the user can do; nil if only a retry can help.
  package var advice: String?

  /// An error; see the properties.
  package init(_ kind: Kind, _ message: String, progress: Progress = .notSent, advice: String? = nil) {
    self.kind = kind
    self.message = message
    self.progress = progress
    self.advice = advice
  }

  /// Whether the server may have received the request. False is certain; true is a possibility.
  package var requestMayHaveArrived: Bool { progress != .notSent }

  /// The ``message``.
  package var description: String { message }
}
