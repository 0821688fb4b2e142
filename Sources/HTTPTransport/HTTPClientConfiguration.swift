/// The settings for all requests of a client.
///
/// The proxy is read from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or in lower case). Loopback hosts use none.
package struct HTTPClientConfiguration: Sendable {
  /// The `User-Agent` header.
  package var userAgent: String
  /// The maximum number of open connections; further requests wait for one.
  package var maximumConnections: Int
  /// The maximum size of a body in bytes, decoded and as it is sent, with what frames its chunks. A larger response ends as `responseTooLarge`.
  package var maximumResponseSize: Int
  /// The maximum size in bytes of all header lines of a response, including interim responses and trailers. A larger
  /// response ends as `responseTooLarge`.
  package var maximumHeaderSize = 256 << 10
  /// A PEM file with the only certificates to trust. Nil: those of `SSL_CERT_FILE` and `SSL_CERT_DIR`, or else those of
  /// the system.
  package var certificateFile: String?
  /// The maximum time to connect, including the TLS handshake, if the request's own timeout is not shorter.
  package var connectTimeout: Duration

  /// The settings; see the properties.
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
