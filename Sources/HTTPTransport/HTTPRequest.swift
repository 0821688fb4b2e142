/// One request. Printing it shows neither a header's value nor the body.
package struct HTTPRequest: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var method: String
  /// An absolute URL: `https`, or `http` for this machine (`localhost`, 127.0.0.0/8, `::1`). No user or password in it.
  package var url: String
  package var headers: [HTTPHeader]
  /// nil sends no body and no `Content-Length`; an empty one sends `Content-Length: 0`.
  package var body: [UInt8]?
  /// From the call of `send` to the last byte of the answer, the wait for a free connection included.
  package var timeout: Duration
  /// How long the connection may bring nothing once the request was begun: then it is given up as `stalled`. In whole
  /// seconds, rounded up; nil waits for the timeout.
  package var stallTimeout: Duration?

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

  package var description: String {
    "\(method) \(url) \(headers) \(body.map { "\($0.count) bytes" } ?? "no body")"
  }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["method": method, "url": url, "headers": headers]) }

  /// Whether it may be sent a second time without anybody noticing (RFC 9110, 9.2.1).
  var isSafe: Bool { method == "GET" || method == "HEAD" }
}
