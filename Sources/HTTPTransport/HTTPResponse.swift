/// The final response to a request, whatever its status. Redirects are not followed.
package struct HTTPResponse: Sendable {
  /// The status code.
  package var status: Int
  /// In the order received; `headers.value(of:)` returns the value of one.
  package var headers: [HTTPHeader]
  /// The body after its content encoding (such as gzip) was decoded.
  package var body: [UInt8]
  /// The time that libcurl measured, from accepting the request to the last byte of the response.
  package var duration: Duration

  /// How long the server asks to wait (`Retry-After`, in seconds or as a date; RFC 9110, 10.2.3): more than zero and at
  /// most a day. Nil if it asks for no wait, or in a form that libcurl does not read.
  package var retryAfter: Duration?

  /// A response; see the properties.
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
