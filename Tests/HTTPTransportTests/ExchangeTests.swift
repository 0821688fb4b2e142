import HTTPTransport
import TestSupport
import Testing

@Suite("One exchange")
struct ExchangeTests {
  @Test
  func `status, headers and body come back`() async throws {
    try await withServer(answering: { _ in
      .send("HTTP/1.1 404 Not Found\r\nX-Trace:  abc \r\nContent-Length: 4\r\nX-Empty:\r\n\r\nnope")
    }) { server, transport in
      let response = try await transport.send(HTTPRequest(url: server.url + "/x?limit=1"))
      #expect(response.status == 404)
      #expect(response.headers.value(of: "x-tRACE") == "abc")
      #expect(response.headers.value(of: "X-Empty") == "")
      #expect(response.headers.value(of: "X-Trac") == nil)
      #expect(response.body == Array("nope".utf8))
      #expect(server.requests.first?.line == "GET /x?limit=1 HTTP/1.1")
    }
  }

  @Test(
    arguments: [
      ("7", 7), ("0120", 120), ("86401", 86_400), ("9223372036854775807", 86_400),
      ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400), ("Sun Nov  6 08:49:37 2994", 86_400),
      ("0", nil), ("-1", nil), ("soon", nil), ("", nil), ("99999999999999999999999", nil),
      ("Sun, 06 Nov 1994 08:49:37 GMT", nil), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
      ("Sun Nov  6 08:49:37 1994", nil),
    ] as [(String, Int?)])
  func `a requested wait is read as a number of seconds or as a date`(value: String, seconds: Int?)
    async throws
  {
    try await withServer(answering: { _ in
      .send("HTTP/1.1 429 Too Many\r\nRetry-After: \(value)\r\nContent-Length: 0\r\n\r\n")
    }) { server, transport in
      let response = try await transport.send(HTTPRequest(url: server.url))
      #expect(response.retryAfter == seconds.map { .seconds($0) })
    }
  }

  @Test
  func `a response without a wait does not repeat the wait of the response before`() async throws {
    try await withServer(answering: { request in
      let wait = request.line.contains("/first") ? "Retry-After: 7\r\n" : ""
      return .send("HTTP/1.1 503 Unavailable\r\n\(wait)Content-Length: 0\r\n\r\n")
    }) { server, transport in
      let first = try await transport.send(HTTPRequest(url: server.url + "/first"))
      let second = try await transport.send(HTTPRequest(url: server.url + "/second"))
      #expect(first.retryAfter == .seconds(7) && second.retryAfter == nil)
    }
  }

  @Test
  func `method, headers and body are sent as given, and nothing is guessed beside them`() async throws {
    try await withServer(answering: { _ in ok() }) { server, transport in
      let body = Array(#"{"name":"Ünï"}"#.utf8)
      let headers = [HTTPHeader("Authorization", "Bearer s3cret"), HTTPHeader("X-Empty", "")]
      _ = try await transport.send(HTTPRequest(method: "PUT", url: server.url + "/t", headers: headers, body: body))
      let request = try #require(server.requests.first)
      #expect(request.line == "PUT /t HTTP/1.1")
      #expect(request.body == body)
      let lines = Set(request.head.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != ":" }.lowercased() })
      #expect(
        lines == [
          "host", "user-agent", "accept", "accept-encoding", "authorization", "x-empty", "content-length",
        ])
      #expect(request.head.contains("\r\nAuthorization: Bearer s3cret\r\n"))
      #expect(request.head.contains("\r\nUser-Agent: test\r\n"))
    }
  }

  @Test
  func `a body of several megabytes goes up and comes down whole`() async throws {
    try await withServer(answering: { request in
      .sendBytes(Array("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n".utf8) + request.body)
    }) { server, transport in
      let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let response = try await transport.send(HTTPRequest(method: "POST", url: server.url, body: body))
      #expect(response.body == body)
    }
  }

  @Test
  func `an empty body announces its length, no body does not`() async throws {
    try await withServer(answering: { _ in ok() }) { server, transport in
      _ = try await transport.send(HTTPRequest(method: "POST", url: server.url, body: []))
      _ = try await transport.send(HTTPRequest(method: "DELETE", url: server.url))
      #expect(server.requests.map { $0.head.contains("Content-Length: 0\r\n") } == [true, false])
      #expect(server.requests.map(\.line) == ["POST / HTTP/1.1", "DELETE / HTTP/1.1"])
    }
  }

  @Test
  func `a HEAD answer has headers and no body`() async throws {
    try await withServer(answering: { _ in .send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n") }) {
      server, transport in
      let response = try await transport.send(HTTPRequest(method: "HEAD", url: server.url))
      #expect(response.headers.value(of: "Content-Length") == "12")
      #expect(response.body.isEmpty)
    }
  }

  @Test
  func `a redirect is returned, not followed`() async throws {
    try await withServer(answering: { _ in
      .send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    }) { server, transport in
      let response = try await transport.send(HTTPRequest(url: server.url + "/list"))
      #expect(response.status == 302)
      #expect(response.headers.value(of: "location") == "/elsewhere")
      #expect(server.requests.map(\.line) == ["GET /list HTTP/1.1"])
    }
  }

  @Test
  func `an interim response leaves nothing behind, and trailers are not headers`() async throws {
    try await withServer(answering: { _ in
      .send(
        "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n")
    }) { server, transport in
      let response = try await transport.send(HTTPRequest(url: server.url))
      #expect(response.status == 200)
      #expect(response.headers.map(\.name) == ["Transfer-Encoding"])
      #expect(response.body == Array("abc".utf8))
    }
  }

  @Test
  func `a compressed body is unpacked`() async throws {
    try await withServer(answering: { _ in .sendBytes(gzippedZeros) }) { server, transport in
      let response = try await transport.send(HTTPRequest(url: server.url))
      #expect(response.body == Array(repeating: 0, count: 300_000))
      #expect(transport.statistics.bytesReceived == 325)
    }
  }

  @Test
  func `nothing that prints a request shows a header's value or the body`() {
    let request = HTTPRequest(
      method: "PUT", url: "https://host/", headers: [HTTPHeader("Authorization", "s3cret")], body: Array("s3cret".utf8))
    var dumped = ""
    dump(request, to: &dumped)
    dump(request.headers, to: &dumped)
    for text in ["\(request)", String(reflecting: request), "\(request.headers)", dumped] {
      #expect(!text.contains("s3cret"))
      #expect(text.contains("Authorization"))
    }
  }
}

/// An answer whose 325 bytes of body unpack to 300,000 zeros.
let gzippedZeros: [UInt8] = {
  let start: [UInt8] = [
    0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0x03, 0xED, 0xC1, 0x01, 0x0D, 0, 0, 0, 0xC2, 0xA0, 0xF7, 0x4F, 0x6D, 0x0F,
    0x07, 0x14,
  ]
  let end: [UInt8] = [0xFC, 0x18, 0xFB, 0xE2, 0xB2, 0xF6, 0xE0, 0x93, 0x04, 0x00]
  let body = start + Array(repeating: 0, count: 325 - start.count - end.count) + end
  return Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 325\r\n\r\n".utf8) + body
}()
