import FoundationEssentials
import HTTPTransport
import MarketplaceAPI
import MarketplaceSandbox
import Planning
import TokenModel

/// The client under test, connected to a sandbox over a real socket.
struct SandboxClient {
  /// A time that no answer takes, however busy the machine is. A test that is about a timeout sets its own.
  static let patience = Duration.seconds(600)

  let sandbox: RunningSandbox
  let transport: HTTPClient
  let reader: MarketplaceReader
  let writer: MarketplaceWriter

  /// Runs a body against a sandbox started with these options, and takes everything down afterwards.
  static func run<Value>(
    _ options: String..., credential: String = "idt:TKN-0000-0001:sandbox", parallelism: Int = 4, retries: Int = 2,
    deadline: ContinuousClock.Instant? = nil, announce: @escaping @Sendable (String) -> Void = { _ in },
    _ body: (SandboxClient) async throws -> Value
  ) async throws -> Value {
    let arguments = options.flatMap { words(of: $0) }
    let sandbox = try RunningSandbox.start(SandboxOptions(arguments: arguments))
    let transport = try HTTPClient(
      configuration: HTTPClientConfiguration(userAgent: "test", maximumConnections: parallelism))
    let start = ContinuousClock.now
    let retries = RetryPolicy(
      maximumRetries: retries, pause: { _ in }, random: { 0 }, now: { start }, deadline: deadline)
    let sender = CallSender(
      transport: transport, endpoint: try Endpoint(parsing: sandbox.baseURL), credential: Secret(credential),
      timeout: patience, stallTimeout: patience, retries: retries, parallelism: parallelism, announce: announce)
    let client = SandboxClient(
      sandbox: sandbox, transport: transport, reader: MarketplaceReader(sender: sender, parallelism: parallelism),
      writer: MarketplaceWriter(sender: sender))
    let result: Result<Value, any Error>
    do { result = .success(try await body(client)) } catch { result = .failure(error) }
    await transport.shutDown()
    try sandbox.stop()
    return try result.get()
  }

  /// A reader over the same transport of what answers at another URL.
  func reader(at url: String, timeout: Duration = patience) throws -> MarketplaceReader {
    let retries = RetryPolicy(maximumRetries: 2, pause: { _ in }, random: { 0 })
    let sender = CallSender(
      transport: transport, endpoint: try Endpoint(parsing: url), credential: Secret("idt:TKN-0000-0001:sandbox"),
      timeout: timeout, stallTimeout: Self.patience, retries: retries, parallelism: 4)
    return MarketplaceReader(sender: sender, parallelism: 4)
  }

  private static func words(of text: String) -> [String] { text.split(separator: " ").map(String.init) }

  /// The ids of the sandbox's first tokens, the caller's own at the head.
  func ids(_ count: Int) throws -> [TokenID] {
    try tokens.prefix(count).map { TokenID($0.id) }
  }

  /// The ids of the tokens that hold no module; lists leave the member `modules` of them out.
  func idsWithoutModules() throws -> [TokenID] {
    try tokens.filter(\.modules.isEmpty).map { TokenID($0.id) }
  }

  private var tokens: [State.Token] {
    get throws { try JSONDecoder().decode(State.self, from: Data(sandbox.state.utf8)).tokens }
  }

  private struct State: Decodable {
    let tokens: [Token]

    struct Token: Decodable {
      let id: String
      let modules: [Module]
    }

    struct Module: Decodable {}
  }

  /// All fields of these tokens.
  func read(_ ids: some Sequence<TokenID>) async throws(CallError) -> [TokenID: TokenReading] {
    try await reader.tokens(ids.map { TokenQuery($0, fields: Set(TokenField.allCases)) }) { _ in }
  }
}
