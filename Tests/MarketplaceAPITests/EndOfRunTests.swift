import Glibc
import HTTPTransport
import Locking
import MarketplaceAPI
import MarketplaceSandbox
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("What ends a run, and what is tried again")
struct EndOfRunTests {
  private static func deadline(in seconds: Int) -> ContinuousClock.Instant { .now + .seconds(seconds) }

  @Test func `a wait beyond the deadline ends the run at once`() async throws {
    try await SandboxClient.run(
      "--tokens 25", "--fault throttle@reads", "--retry-after 30", deadline: Self.deadline(in: 20)
    ) { client in
      let ids = try client.ids(2)
      let failure = await #expect(throws: CallError.self) { try await client.read(ids) }
      #expect(failure?.kind == .beyondDeadline && failure?.isFatal == true)
      #expect(
        failure?.message.contains(
          "requests a wait of 30.0 seconds, longer than the time left before the deadline of the run")
          == true)
      #expect(client.sandbox.requests.count == 1)
    }
  }

  @Test func `a wait that no run has ends the run at once, of a read and of a write`() async throws {
    try await SandboxClient.run("--tokens 25", "--fault throttle", "--retry-after 3600") { client in
      let ids = try client.ids(2)
      let failure = await #expect(throws: CallError.self) { try await client.read(ids) }
      #expect(failure?.kind == .mustWait && failure?.message.contains("requests a wait of 3600.0 seconds") == true)
      let change = TextChange(field: .name, before: "A", after: "B", position: 1)
      let delta = TokenDelta(TokenChange(id: ids[1], name: "A", baseRevision: 1, position: 1, texts: [change]))
      let refusal = await #expect(throws: CallError.self) { try await client.writer.update(delta, attempt: 1) }
      #expect(refusal?.kind == .mustWait)
      #expect(client.sandbox.requests.count == 2)
    }
  }

  @Test func `a wait that the run can have is announced once for all requests`() async throws {
    let announced = Locked<[String]>([])
    try await SandboxClient.run(
      "--tokens 400", "--fault throttle@lists:first=4", "--retry-after 30",
      announce: { sentence in announced.withLock { $0.append(sentence) } }
    ) { client in
      let readings = try await client.read(client.ids(400))
      #expect(readings.count == 400)
    }
    #expect(announced.withLock { $0 } == ["Waiting 30.0 seconds, as requested by the platform (429)."])
  }

  @Test func `a misdirected request is sent again over another connection`() async throws {
    try await SandboxClient.run("--tokens 25", "--fault status-421-before@lists:first=1", parallelism: 1) { client in
      let readings = try await client.read(client.ids(5))
      #expect(readings.values.allSatisfy { $0.token != nil })
      #expect(client.sandbox.requests.count == 2)
      #expect(client.transport.statistics.connectionsOpened == 2)
    }
  }

  @Test func `a read that stalls is sent again on another connection, long before the timeout`() async throws {
    let isFirst = Locked(true)
    let server = ScriptedServer { _ in
      let stalls = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      let body = #"{"id":"TKN-0000-0002","name":"A","modules":[]}"#
      return stalls ? .silence : .send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
    defer { server.stop() }
    let transport = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
    let sender = CallSender(
      transport: transport, endpoint: try Endpoint(parsing: server.url), credential: Secret("idt:TKN-0000-0001:x"),
      timeout: .seconds(3_600), stallTimeout: .seconds(1),
      retries: RetryPolicy(maximumRetries: 20, pause: { _ in }, random: { 0 }), parallelism: 1)
    let reading = try await MarketplaceReader(sender: sender, parallelism: 1).token("TKN-0000-0002")
    #expect(reading.token?.texts[.name] == .known("A"))
    // On a busy machine the next response may stall as well.
    #expect(server.requests.count >= 2 && server.acceptedConnections == server.requests.count)
    await transport.shutDown()
  }

  @Test func `a redirect of a token itself ends the run`() async throws {
    try await SandboxClient.run("--tokens 25") { client in
      let answers = ScriptedServer { _ in
        .send("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n")
      }
      defer { answers.stop() }
      let reader = try client.reader(at: answers.url)
      let failure = await #expect(throws: CallError.self) { try await reader.token("TKN-0000-0002") }
      #expect(failure?.kind == .unusable && failure?.advice?.contains("endpoint") == true)
    }
  }

  @Test func `if nothing listens, the run ends with one failure after its retries`() async throws {
    try await SandboxClient.run("--tokens 25") { client in
      let (descriptor, port) = bindOnLoopback()
      defer { close(descriptor) }
      let reader = try client.reader(at: "http://127.0.0.1:\(port)")
      let failure = await #expect(throws: CallError.self) {
        try await reader.tokens([TokenQuery("TKN-0000-0002", fields: [])]) { _ in }
      }
      #expect(failure?.kind == .notConnected && failure?.isFatal == true)
      #expect(failure?.message == "Failed to connect to 127.0.0.1 port \(port): Couldn't connect to server")
    }
  }

  @Test func `where no handshake ends within the timeout, the run ends with one failure after its retries`()
    async throws
  {
    try await SandboxClient.run("--tokens 25") { client in
      // The system accepts connections; nothing is ever answered.
      let (descriptor, port) = listenOnLoopback()
      defer { close(descriptor) }
      let reader = try client.reader(at: "https://127.0.0.1:\(port)", timeout: .milliseconds(50))
      let failure = await #expect(throws: CallError.self) {
        try await reader.tokens([TokenQuery("TKN-0000-0002", fields: [])]) { _ in }
      }
      #expect(failure?.kind == .notConnected && failure?.isFatal == true)
      #expect(failure?.message == "timed out after 0.05 seconds before the request was sent")
    }
  }
}
