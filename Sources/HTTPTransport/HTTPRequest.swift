/// One request. Printing it shows neither the values of headers nor the body.
package struct HTTPRequest: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Such as `GET`.
  package var method: String
  /// An absolute URL without user name: `https`, or `http` for this machine (`localhost`, 127.0.0.0/8, `::1`).
  package var url: String
  /// The headers to send, besides those that HTTP itself needs.
  package var headers: [HTTPHeader]
  /// Nil sends no body and no `Content-Length`; an empty body sends `Content-Length: 0`.
  package var body: [UInt8]?
  /// From the call of `send` to the last byte of the response, including the wait for a free connection.
  package var timeout: Duration
  /// The time without a byte in either direction after which the request ends as `stalled`, in whole seconds, rounded
  /// up. Nil: only `timeout` applies.
  package var stallTimeout: Duration?

  /// A request; see the properties.
  package init(
    method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    timeout: Duration = .seconds(60), stallTimeout: Duration? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.stallTimeout = stallTimeout
  }

  /// Method, URL, the names of the headers and the size of the body.
  package var description: String {
    "\(method) \(url) \(headers) \(body.map { "\($0.count) bytes" } ?? "no body")"
  }
  /// The same as ``description``.
  package var debugDescription: String { description }
  /// The same parts for `dump` and debuggers.
  package var customMirror: Mirror { Mirror(self, children: ["method": method, "url": url, "headers": headers]) }

  /// Whether sending it twice has no other effect than sending it once (RFC 9110, 9.2.1).
  var isSafe: Bool { method == "GET" || method == "HEAD" }
}
