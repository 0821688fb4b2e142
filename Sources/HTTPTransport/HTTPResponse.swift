/// What the server answered: the final response, whatever its status. A redirect is a response like any other.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// In the order in which they came; `headers.value(of:)` looks one up.
  package var headers: [HTTPHeader]
  /// With its content encoding (gzip and the like) undone.
  package var body: [UInt8]
  /// What libcurl measured, from taking the request up to the last byte.
  package var duration: Duration

  /// How long the server asks to wait (`Retry-After`, in seconds or as a date; RFC 9110, 10.2.3): more than zero and at
  /// most a day. Nil if it asks for no wait, or in a form that libcurl does not read.
  package var retryAfter: Duration?

  package init(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], duration: Duration = .zero, retryAfter: Duration? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.duration = duration
    self.retryAfter = retryAfter
  }
}
