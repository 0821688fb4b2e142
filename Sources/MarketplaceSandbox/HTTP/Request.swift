/// A request as it came over the wire: the target undecoded, the names of the headers in lower case.
package struct Request: Sendable {
  /// Such as `GET`.
  package var method: String
  /// Path and query, percent-encoded.
  package var target: String
  /// The values by name, the names in lower case.
  package var headers: [String: String]
  /// The bytes of the body; empty without one.
  package var body: [UInt8]

  /// A request that needs no socket.
  package init(_ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The target up to its first question mark, percent-encoded.
  var path: Substring { target.prefix { $0 != "?" } }

  /// What follows the first question mark, percent-encoded.
  var query: Substring { target.dropFirst(path.count + 1) }
}
