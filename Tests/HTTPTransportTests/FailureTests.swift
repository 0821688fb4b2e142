import Glibc
import HTTPTransport
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("What can go wrong on the way")
struct FailureTests {
  @Test
  func `a body shorter than announced is a lost connection, and the request may have arrived`() async throws {
    try await withServer(answering: { _ in
      .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
    }) { server, transport in
      let error = await failure(of: HTTPRequest(method: "PUT", url: server.url, body: [1, 2]), over: transport)
      #expect(error?.kind == .connectionLost)
      #expect(error?.progress == .sent)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test
  func `a connection closed before the answer is a lost connection`() async throws {
    try await withServer(answering: { _ in .close }) { server, transport in
      let error = await failure(of: HTTPRequest(method: "PUT", url: server.url, body: [1]), over: transport)
      #expect(error?.kind == .connectionLost)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test
  func `a change is never sent twice, not even when a kept connection turns out to be dead`() async throws {
    try await withServer(answering: { $0.line.hasPrefix("PUT") ? .close : ok() }) { server, transport in
      _ = try await transport.send(HTTPRequest(url: server.url))
      for body in [[1, 2, 3], nil] as [[UInt8]?] {
        let error = await failure(of: HTTPRequest(method: "PUT", url: server.url, body: body), over: transport)
        #expect(error?.kind == .connectionLost)
        #expect(error?.requestMayHaveArrived == true)
        _ = try await transport.send(HTTPRequest(url: server.url))
      }
      #expect(server.requests.count { $0.line.hasPrefix("PUT") } == 2)
    }
  }

  @Test
  func `a refused connection sent nothing`() async throws {
    let (descriptor, port) = bindOnLoopback()
    defer { close(descriptor) }
    let transport = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
    let error = await failure(of: HTTPRequest(url: "http://127.0.0.1:\(port)/"), over: transport)
    #expect(error?.kind == .couldNotConnect)
    #expect(error?.requestMayHaveArrived == false)
    await transport.shutDown()
  }

  @Test
  func `a TLS session that does not come about in time sent nothing`() async throws {
    let configuration = HTTPClientConfiguration(userAgent: "test", connectTimeout: .milliseconds(50))
    try await withServer(configuration: configuration, answering: { _ in .silence }) { server, transport in
      let error = await failure(of: HTTPRequest(url: "https://127.0.0.1:\(server.port)/"), over: transport)
      #expect(error?.kind == .couldNotConnect)
      #expect(error?.requestMayHaveArrived == false)
    }
  }

  @Test
  func `a server that never answers is a timeout after the request was sent`() async throws {
    try await withServer(answering: { _ in .silence }) { server, transport in
      let request = HTTPRequest(method: "PUT", url: server.url, body: [1], timeout: .milliseconds(500))
      let error = await failure(of: request, over: transport)
      #expect(error?.kind == .timedOut)
      #expect(error?.progress == .sent)
      #expect(error?.message == "timed out after 0.5 seconds while waiting for the response")
    }
  }

  @Test
  func `a request that got no connection in time was not sent`() async throws {
    let arrived = Signal()
    let configuration = HTTPClientConfiguration(userAgent: "test", maximumConnections: 1)
    try await withServer(
      configuration: configuration,
      answering: { _ in
        arrived.send()
        return .silence
      }
    ) { server, transport in
      let first = Task { try await transport.send(HTTPRequest(url: server.url)) }
      await arrived.wait()
      let error = await failure(of: HTTPRequest(url: server.url, timeout: .milliseconds(50)), over: transport)
      #expect(error?.kind == .timedOut)
      #expect(error?.progress == .notSent)
      first.cancel()
      _ = await first.result
    }
  }

  @Test
  func `a body that does not all get away in time was sent in part`() async throws {
    // It accepts nothing: the system takes the first bytes, and then no more.
    let (descriptor, port) = listenOnLoopback()
    let transport = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
    let request = HTTPRequest(
      method: "PUT", url: "http://127.0.0.1:\(port)/", body: Array(repeating: 7, count: 30_000_000),
      timeout: .milliseconds(500))
    let error = await failure(of: request, over: transport)
    #expect(error?.kind == .timedOut)
    #expect(error?.progress == .partlySent)
    await transport.shutDown()
    close(descriptor)
  }

  @Test(arguments: ["plain", "chunked", "gzip"])
  func `a response beyond the limit ends, announced or not, packed or not`(form: String) async throws {
    let configuration = HTTPClientConfiguration(userAgent: "test", maximumResponseSize: 299_999)
    let body = String(repeating: "x", count: 300_000)
    try await withServer(
      configuration: configuration,
      answering: { _ in
        switch form {
        case "plain": ok(body)
        case "chunked": .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n493e0\r\n\(body)\r\n0\r\n\r\n")
        default: .sendBytes(gzippedZeros)
        }
      }
    ) { server, transport in
      let error = await failure(of: HTTPRequest(url: server.url), over: transport)
      #expect(error?.kind == .responseTooLarge)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\n" + String(repeating: "X-More: and more\r\n", count: 20_000),
    "HTTP/1.1 200 OK\r\nX-Long: " + String(repeating: "x", count: 200_000) + "\r\n\r\n",
    String(repeating: "HTTP/1.1 103 Early Hints\r\nX-More: and more\r\n\r\n", count: 10_000),
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
      + String(repeating: "X-More: and more\r\n", count: 20_000),
  ])
  func `headers without end, in one line or many, before the body, in interim answers or behind it, end`(answer: String)
    async throws
  {
    try await withServer(answering: { _ in .send(answer) }) { server, transport in
      let error = await failure(of: HTTPRequest(method: "PUT", url: server.url, body: [1]), over: transport)
      #expect(error?.kind == .responseTooLarge, "\(error?.message ?? "")")
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test
  func `a packed body that unpacks to nothing is bounded as it was sent`() async throws {
    let configuration = HTTPClientConfiguration(userAgent: "test", maximumResponseSize: 299_999)
    // A gzip header, and then empty stored blocks.
    let body: [UInt8] =
      [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0xFF] + (0..<60_000).flatMap { _ in [0, 0, 0, 0xFF, 0xFF] as [UInt8] }
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    let chunk = Array("\(String(body.count, radix: 16))\r\n".utf8) + body
    try await withServer(configuration: configuration, answering: { _ in .sendBytes(Array(head.utf8) + chunk) }) {
      server, transport in
      let error = await failure(of: HTTPRequest(url: server.url), over: transport)
      #expect(error?.kind == .responseTooLarge, "\(error?.message ?? "")")
    }
  }

  @Test(arguments: ["1;ext=", "1", "0;"])
  func `chunks whose framing has no end are bounded as they were sent`(beginning: String) async throws {
    let configuration = HTTPClientConfiguration(userAgent: "test", maximumResponseSize: 299_999)
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
    // The connection stays open, so without the bound the client waits for more.
    let framing = beginning + String(repeating: " ", count: 300_000)
    try await withServer(configuration: configuration, answering: { _ in .send(head + framing) }) { server, transport in
      let error = await failure(of: HTTPRequest(url: server.url, timeout: .seconds(30)), over: transport)
      #expect(error?.kind == .responseTooLarge, "\(error?.message ?? "")")
    }
  }

  @Test
  func `an unknown content encoding that was not requested is reported as such`() async throws {
    try await withServer(answering: { _ in
      .send("HTTP/1.1 200 OK\r\nContent-Encoding: sdch\r\nContent-Length: 1\r\n\r\nx")
    }) { server, transport in
      let error = await failure(of: HTTPRequest(url: server.url), over: transport)
      #expect(error?.kind == .unknownEncoding)
    }
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\n"])
  func `a connection on which nothing moves is given up long before the timeout`(beginning: String) async throws {
    try await withServer(answering: { _ in beginning.isEmpty ? .silence : .send(beginning) }) { server, transport in
      let request = HTTPRequest(url: server.url, timeout: .seconds(3_600), stallTimeout: .seconds(1))
      let error = await failure(of: request, over: transport)
      #expect(error?.kind == .stalled)
      #expect(error?.message == "no data for 1.0 seconds while waiting for the response")
    }
  }

  @Test
  func `one cause has one text, however long it took`() {
    #expect(
      LibcurlText.plain("Failed to connect to api.test port 443 after 10 ms: Couldn't connect to server")
        == "Failed to connect to api.test port 443: Couldn't connect to server")
    #expect(LibcurlText.plain("Connection timed out after 10001 milliseconds") == "Connection timed out")
    #expect(
      LibcurlText.plain("OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0")
        == "unexpected eof while reading")
  }

  @Test
  func `a connection that leads to the wrong server is not used again`() async throws {
    try await withServer(answering: { request in
      request.line.contains("/wrong") ? .send("HTTP/1.1 421 Misdirected\r\nContent-Length: 0\r\n\r\n") : ok()
    }) { server, transport in
      _ = try await transport.send(HTTPRequest(url: server.url))
      let misdirected = try await transport.send(HTTPRequest(url: server.url + "/wrong"))
      #expect(misdirected.status == 421 && server.acceptedConnections == 1)
      _ = try await transport.send(HTTPRequest(url: server.url))
      #expect(server.acceptedConnections == 2)
    }
  }

  @Test
  func `an answer that is no HTTP fails`() async throws {
    try await withServer(answering: { _ in .sendAndClose("220 mail ready\r\n") }) { server, transport in
      let error = await failure(of: HTTPRequest(url: server.url), over: transport)
      #expect(error?.kind == .other)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test(arguments: [
    HTTPRequest(url: "", headers: [HTTPHeader("Authorization", "s3cret\r\nX: y")]),
    HTTPRequest(url: "", headers: [HTTPHeader("Authorization", "s3cret\0")]),
    HTTPRequest(url: "", headers: [HTTPHeader("s3cret: x", "y")]),
    HTTPRequest(method: "GET /s3cret HTTP/1.1\r\n", url: ""),
  ])
  func `a header or method that would break the request apart is refused, and its value not shown`(request: HTTPRequest)
    async throws
  {
    try await withServer(answering: { _ in ok() }) { server, transport in
      var request = request
      request.url = server.url
      let error = try #require(await failure(of: request, over: transport))
      #expect(error.kind == .other)
      #expect(!error.message.contains("s3cret"))
      #expect(server.acceptedConnections == 0)
    }
  }
}
