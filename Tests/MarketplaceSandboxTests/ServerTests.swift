import Testing

@testable import MarketplaceSandbox

@Suite("The sandbox on a socket")
struct ServerTests {
  private let exporter = "\(tokensPath)/TKN-0000-0002"

  private func start(_ arguments: String...) throws -> RunningSandbox {
    var options = try SandboxOptions(arguments: arguments)
    options.source = .json(smallSeed)
    return try RunningSandbox.start(options)
  }

  /// What comes back for one request, up to the end of the connection.
  private func exchange(
    with sandbox: RunningSandbox, _ method: String, _ target: String, body: String? = nil
  ) throws -> String {
    let client = try LoopbackClient(sandbox.baseURL)
    client.send(method, target, body: body)
    return client.receive()
  }

  @Test
  func `requests reach the marketplace as they were sent, and are logged`() throws {
    let sandbox = try start()
    let target = "\(tokensPath)?eq(name,%22Exporter%22)&limit=5"
    let list = try exchange(with: sandbox, "GET", target)
    #expect(list.hasPrefix("HTTP/1.1 200 "))
    #expect(list.contains(#""total":1"#))
    let written = try exchange(with: sandbox, "PUT", exporter, body: #"{"name": "Ünïcode"}"#)
    #expect(written.contains(#""name":"Ünïcode""#))
    #expect(sandbox.state.contains(#""name": "Ünïcode""#))
    #expect(sandbox.requests.map(\.line) == ["GET \(target) 200", "PUT \(exporter) 200"])
    #expect(sandbox.maximumConcurrentRequests >= 1)
    try sandbox.stop()
  }

  @Test
  func `HEAD is answered without a body`() throws {
    let sandbox = try start()
    let answer = try exchange(with: sandbox, "HEAD", exporter)
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.hasSuffix("\r\n\r\n"))
    try sandbox.stop()
  }

  @Test(arguments: ["before", "after"])
  func `A closed connection brings nothing at all`(moment: String) throws {
    let sandbox = try start("--fault", "close-\(moment)@PUT")
    #expect(try exchange(with: sandbox, "PUT", exporter, body: #"{"name": "changed"}"#) == "")
    #expect(sandbox.state.contains(#""name": "changed""#) == (moment == "after"))
    #expect(sandbox.requests.map(\.line) == ["PUT \(exporter) 000"])
    try sandbox.stop()
  }

  @Test
  func `A truncated body is shorter than its announced length`() throws {
    let sandbox = try start("--fault", "truncate:first=1")
    let half = try exchange(with: sandbox, "GET", exporter)
    let whole = try exchange(with: sandbox, "GET", exporter)
    func length(_ answer: String) -> Substring? {
      answer.split(separator: "\r\n").first { $0.hasPrefix("Content-Length") }
    }
    #expect(length(half) == length(whole) && length(half) != nil)
    #expect(half.utf8.count < whole.utf8.count)
    try sandbox.stop()
  }

  @Test
  func `A body that drips arrives whole`() throws {
    let sandbox = try start("--fault", "drip")
    #expect(try exchange(with: sandbox, "GET", exporter).hasSuffix("}]}"))
    try sandbox.stop()
  }

  @Test
  func `A request that hangs holds up no other, and ends with the sandbox`() throws {
    let sandbox = try start("--fault", "hang-before@PUT", "--latency-ms", "1")
    let hanging = try LoopbackClient(sandbox.baseURL)
    hanging.send("PUT", exporter, body: "{}")
    for _ in 1...20 { #expect(try exchange(with: sandbox, "GET", exporter).hasPrefix("HTTP/1.1 200 ")) }
    try sandbox.stop()
    #expect(hanging.receive() == "")
  }

  @Test
  func `A port that is taken is an error`() throws {
    let sandbox = try start()
    let port = String(sandbox.baseURL.split(separator: ":")[2])
    let error = #expect(throws: StartError.self) { try start("--port", port) }
    #expect(error?.description == "cannot listen on 127.0.0.1:\(port): Address already in use")
    try sandbox.stop()
  }
}
