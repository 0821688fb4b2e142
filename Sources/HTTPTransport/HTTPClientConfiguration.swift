/// What holds for every request of a transport.
///
/// A proxy is taken from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or in lower case), but never for this machine.
package struct HTTPClientConfiguration: Sendable {
  /// The `User-Agent` header.
  package var userAgent: String
  /// Connections open at the same time; further requests wait for one.
  package var maximumConnections: Int
  /// The size of a body in bytes, as sent and as unpacked, beyond which a response ends as `answerTooLarge`.
  package var maximumResponseSize: Int
  /// The size in bytes of all header lines of a response, those of interim responses and trailers included, beyond
  /// which it ends as `answerTooLarge`.
  package var maximumHeaderSize = 256 << 10
  /// A PEM file with the only certificates to trust. nil: what `SSL_CERT_FILE` and `SSL_CERT_DIR` name, else those of
  /// the system.
  package var certificateFile: String?
  /// How long a connection may take to come about, where the request's own timeout is not shorter.
  package var connectTimeout: Duration

  package init(
    userAgent: String, maximumConnections: Int = 10, maximumResponseSize: Int = 32 << 20,
    certificateFile: String? = nil, connectTimeout: Duration = .seconds(10)
  ) {
    self.userAgent = userAgent
    self.maximumConnections = maximumConnections
    self.maximumResponseSize = maximumResponseSize
    self.certificateFile = certificateFile
    self.connectTimeout = connectTimeout
  }
}
