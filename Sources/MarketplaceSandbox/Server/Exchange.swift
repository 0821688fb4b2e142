import CMicroHTTPD

/// One request and its answer, while a connection is busy with them; only the thread that serves the connection uses it.
final class Exchange {
  private let target: String
  private var method = ""
  private var headers: [String: String] = [:]
  private var body: [UInt8] = []
  private(set) var hasBegun = false
  var answer: Response?

  init(target: String) {
    self.target = target
  }

  var request: Request { Request(method, target, headers: headers, body: body) }

  func begin(method: String, connection: OpaquePointer) {
    hasBegun = true
    self.method = method
    MHD_get_connection_values(
      connection, .HEADER_KIND,
      { context, _, name, value in
        guard let context, let name else { return .YES }
        let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        exchange.add(header: String(cString: name).lowercased(), value.map { String(cString: $0) } ?? "")
        return .YES
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Keeps what came of the body, and of a body that is too large just enough to show that it is.
  func receive(_ bytes: UnsafeRawBufferPointer) {
    body.append(contentsOf: bytes.prefix(Marketplace.maximumBodySize + 1 - body.count))
  }

  private func add(header name: String, _ value: String) {
    headers[name] = headers[name].map { "\($0), \(value)" } ?? value
  }
}
