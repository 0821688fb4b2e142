import HTTPTransport
import TestSupport
import Testing

/// Runs a scripted server and a transport for as long as `body` does.
func withServer(
  configuration: HTTPClientConfiguration = HTTPClientConfiguration(userAgent: "test"),
  answering script: @escaping @Sendable (ScriptedServer.ReceivedRequest) -> ScriptedServer.Answer,
  _ body: (ScriptedServer, HTTPClient) async throws -> Void
) async throws {
  let server = ScriptedServer(script)
  let transport = try HTTPClient(configuration: configuration)
  let result: Result<Void, any Error>
  do {
    try await body(server, transport)
    result = .success(())
  } catch {
    result = .failure(error)
  }
  await transport.shutDown()
  server.stop()
  try result.get()
}

/// A plain answer that leaves the connection open.
func ok(_ body: String = "") -> ScriptedServer.Answer {
  .send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
}

/// What `send` fails with; records an issue where it does not.
func failure(
  of request: HTTPRequest, over transport: HTTPClient, sourceLocation: SourceLocation = #_sourceLocation
) async -> TransportError? {
  do {
    let response = try await transport.send(request)
    Issue.record("answered with \(response.status)", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}

/// A value that a server's thread passes to a test.
struct Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream()
  }

  func send() {
    continuation.yield()
  }

  func wait() async {
    for await _ in stream { return }
  }
}
