/// A header of a request. Its value may be a credential, so nothing prints it.
package struct HTTPHeader: Sendable, CustomStringConvertible {
  package let name: String
  let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  package var description: String { name + ": …" }
}

package struct HTTPRequest: Sendable {
  package var method: String
  package var url: String
  package var headers: [HTTPHeader]
  package var body: [UInt8]?
  /// From the start to the last byte of the answer.
  package var timeout: Duration

  package init(method: String, url: String, headers: [HTTPHeader], body: [UInt8]? = nil, timeout: Duration) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

package struct HTTPResponse: Sendable {
  package var status: Int
  package var body: [UInt8]
  private var headers: [String: String]

  init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whatever its case.
  package subscript(header: String) -> String? { headers[header.lowercased()] }
}
