/// A response, and how it is to be sent.
package struct Response: Sendable {
  /// How much of the response reaches the client.
  package enum Delivery: Sendable, Equatable {
    case whole
    /// The connection is closed and nothing is sent.
    case closed
    /// The connection is closed in the middle of the body.
    case truncated
    /// Nothing is sent and the connection stays open.
    case never
    /// The body comes in sixteen pieces, with a pause between them.
    case dripped
  }

  /// The HTTP status; 0 if nothing is sent.
  package var status: Int
  /// The headers in the order in which they are sent.
  package var headers: [(name: String, value: String)]
  /// The bytes of the body.
  package var body: [UInt8]
  /// How the response is sent.
  package var delivery = Delivery.whole
  /// How long the response is held back.
  package var delayMilliseconds = 0

  /// A response with a JSON body.
  init(_ status: Int, json body: [UInt8], headers: [(name: String, value: String)] = []) {
    self.init(status, type: "application/json; charset=utf-8", body: body, headers: headers)
  }

  init(_ status: Int, type: String, body: [UInt8], headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = [("Content-Type", type)] + headers
    self.body = body
  }

  /// A response without a body.
  init(empty status: Int, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = headers
    self.body = []
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension Response {
  /// An answer that never reaches the client; its status is 0.
  static func lost(_ delivery: Delivery) -> Response {
    var answer = Response(empty: 0)
    answer.delivery = delivery
    return answer
  }

  /// A page for people, as gateways answer it.
  static func html(_ status: Int, _ title: String) -> Response {
    let page = "<!DOCTYPE html>\n<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
    return Response(status, type: "text/html; charset=utf-8", body: Array(page.utf8))
  }
}
