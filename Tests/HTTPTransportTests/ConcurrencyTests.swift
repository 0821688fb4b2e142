import HTTPTransport
import TestSupport
import Testing

@Suite("Many requests")
struct ConcurrencyTests {
  @Test
  func `one after the other, they share one connection`() async throws {
    try await withServer(answering: { _ in ok("x") }) { server, transport in
      for _ in 0..<20 { _ = try await transport.send(HTTPRequest(url: server.url)) }
      #expect(server.acceptedConnections == 1)
      #expect(transport.statistics.requests == 20)
      #expect(transport.statistics.connectionsOpened == 1)
      #expect(transport.statistics.bytesReceived == 20)
    }
  }

  @Test(arguments: [50, 1000])
  func `each gets its own answer, over no more connections than allowed`(count: Int) async throws {
    try await withServer(answering: { request in
      ok(String(request.line.split(separator: " ")[1]))
    }) { server, transport in
      let bodies = try await withThrowingTaskGroup { group in
        for number in 0..<count {
          group.addTask {
            let response = try await transport.send(HTTPRequest(url: "\(server.url)/\(number)"))
            return (number, String(decoding: response.body, as: UTF8.self))
          }
        }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      #expect(bodies.count == count)
      #expect(bodies.allSatisfy { $0.value == "/\($0.key)" })
      #expect(server.acceptedConnections <= 10)
    }
  }

  @Test
  func `a cancelled task's request ends as cancelled, in flight or still waiting, and the rest go on`() async throws {
    let arrived = Signal()
    let configuration = HTTPClientConfiguration(userAgent: "test", maximumConnections: 1)
    try await withServer(
      configuration: configuration,
      answering: { request in
        guard request.line.hasPrefix("GET /silent") else { return ok() }
        arrived.send()
        return .silence
      }
    ) { server, transport in
      let inFlight = Task { await failure(of: HTTPRequest(url: server.url + "/silent"), over: transport) }
      await arrived.wait()
      let waiting = (0..<5).map { _ in
        Task { await failure(of: HTTPRequest(url: server.url + "/silent"), over: transport) }
      }
      let others = (0..<5).map { _ in Task { try await transport.send(HTTPRequest(url: server.url)).status } }
      for task in waiting { task.cancel() }
      for task in waiting {
        #expect(await task.value?.kind == .cancelled)
      }
      inFlight.cancel()
      #expect(await inFlight.value?.kind == .cancelled)
      #expect(await inFlight.value?.requestMayHaveArrived == true)
      for task in others {
        let status = try await task.value
        #expect(status == 200)
      }
    }
  }

  @Test
  func `a task that was cancelled beforehand sends nothing`() async throws {
    try await withServer(answering: { _ in ok() }) { server, transport in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await failure(of: HTTPRequest(url: server.url), over: transport)
      }
      let error = await task.value
      #expect(error?.kind == .cancelled)
      #expect(error?.requestMayHaveArrived == false)
      #expect(server.requests.isEmpty)
    }
  }

  @Test
  func `shutting down ends what is in flight, and everything after it`() async throws {
    let arrived = Signal()
    try await withServer(answering: { _ in
      arrived.send()
      return .silence
    }) { server, transport in
      let tasks = (0..<5).map { _ in
        Task { await failure(of: HTTPRequest(url: server.url), over: transport) }
      }
      await arrived.wait()
      async let again: Void = transport.shutDown()
      await transport.shutDown()
      await again
      for task in tasks { #expect(await task.value?.kind == .shutDown) }
      let late = await failure(of: HTTPRequest(url: server.url), over: transport)
      #expect(late?.kind == .shutDown)
      #expect(late?.requestMayHaveArrived == false)
    }
  }

  @Test
  func `cancelling at any moment ends the request exactly once`() async throws {
    try await withServer(answering: { _ in ok() }) { server, transport in
      for _ in 0..<200 {
        let task = Task { try await transport.send(HTTPRequest(url: server.url)) }
        await Task.yield()
        task.cancel()
        switch await task.result {
        case .success(let response): #expect(response.status == 200)
        case .failure(let error): #expect((error as? TransportError)?.kind == .cancelled)
        }
      }
    }
  }

  @Test
  func `a transport that is simply dropped ends by itself`() async throws {
    for _ in 0..<20 { _ = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test")) }
  }
}
