import Glibc
import HTTPTransport
import Testing

@Suite("What can go wrong on the way")
struct FailureTests {
  @Test("a body shorter than announced is a lost connection, and the request may have arrived")
  func truncatedBody() async throws {
    try await withServer(answering: { _ in
      .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
    }) { server, transport in
      let error = await failure(of: HTTPRequest(method: "PUT", url: server.url, body: [1, 2]), over: transport)
      #expect(error?.kind == .connectionLost)
      #expect(error?.progress == .sent)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test("a connection closed before the answer is a lost connection")
  func closedBeforeAnswer() async throws {
    try await withServer(answering: { _ in .close }) { server, transport in
      let error = await failure(of: HTTPRequest(method: "PUT", url: server.url, body: [1]), over: transport)
      #expect(error?.kind == .connectionLost)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test("a change is never sent twice, not even when a kept connection turns out to be dead")
  func changeOnDeadConnection() async throws {
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

  @Test("a refused connection sent nothing")
  func refused() async throws {
    let (descriptor, port) = listenOnLoopback()
    close(descriptor)
    let transport = try HTTPTransport(configuration: HTTPTransportConfiguration(userAgent: "test"))
    let error = await failure(of: HTTPRequest(url: "http://127.0.0.1:\(port)/"), over: transport)
    #expect(error?.kind == .couldNotConnect)
    #expect(error?.requestMayHaveArrived == false)
    await transport.shutDown()
  }

  @Test("a TLS session that does not come about in time sent nothing")
  func noTLS() async throws {
    let configuration = HTTPTransportConfiguration(userAgent: "test", connectTimeout: .milliseconds(50))
    try await withServer(configuration: configuration, answering: { _ in .silence }) { server, transport in
      let error = await failure(of: HTTPRequest(url: "https://127.0.0.1:\(server.port)/"), over: transport)
      #expect(error?.kind == .couldNotConnect)
      #expect(error?.requestMayHaveArrived == false)
    }
  }

  @Test("a server that never answers is a timeout after the request was sent")
  func timeout() async throws {
    try await withServer(answering: { _ in .silence }) { server, transport in
      let request = HTTPRequest(method: "PUT", url: server.url, body: [1], timeout: .milliseconds(500))
      let error = await failure(of: request, over: transport)
      #expect(error?.kind == .timedOut)
      #expect(error?.progress == .sent)
      #expect(error?.message == "timed out after 0.5 seconds while waiting for the answer")
    }
  }

  @Test("a request that got no connection in time was not sent")
  func timeoutInQueue() async throws {
    let arrived = Signal()
    let configuration = HTTPTransportConfiguration(userAgent: "test", maximumConnections: 1)
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

  @Test("a body that does not all get away in time was sent in part")
  func timeoutWhileSending() async throws {
    // It accepts nothing: the system takes the first bytes, and then no more.
    let (descriptor, port) = listenOnLoopback()
    let transport = try HTTPTransport(configuration: HTTPTransportConfiguration(userAgent: "test"))
    let request = HTTPRequest(
      method: "PUT", url: "http://127.0.0.1:\(port)/", body: Array(repeating: 7, count: 30_000_000),
      timeout: .milliseconds(500))
    let error = await failure(of: request, over: transport)
    #expect(error?.kind == .timedOut)
    #expect(error?.progress == .partlySent)
    await transport.shutDown()
    close(descriptor)
  }

  @Test("a response beyond the limit ends, announced or not, packed or not", arguments: ["plain", "chunked", "gzip"])
  func tooLarge(form: String) async throws {
    let configuration = HTTPTransportConfiguration(userAgent: "test", maximumResponseSize: 299_999)
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
      #expect(error?.kind == .bodyTooLarge)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test("an answer that is no HTTP fails")
  func noHTTP() async throws {
    try await withServer(answering: { _ in .sendAndClose("220 mail ready\r\n") }) { server, transport in
      let error = await failure(of: HTTPRequest(url: server.url), over: transport)
      #expect(error?.kind == .other)
      #expect(error?.requestMayHaveArrived == true)
    }
  }

  @Test(
    "a header or method that would break the request apart is refused, and its value not shown",
    arguments: [
      HTTPRequest(url: "", headers: [HTTPHeader("Authorization", "s3cret\r\nX: y")]),
      HTTPRequest(url: "", headers: [HTTPHeader("Authorization", "s3cret\0")]),
      HTTPRequest(url: "", headers: [HTTPHeader("s3cret: x", "y")]),
      HTTPRequest(method: "GET /s3cret HTTP/1.1\r\n", url: ""),
    ])
  func injection(request: HTTPRequest) async throws {
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
