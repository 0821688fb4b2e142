import HTTPTransport
import Locking
import MarketplaceAPI
import Planning
import TestSupport
import TokenModel

/// A reader and a writer on a server that answers each call as a test says.
struct ScriptedPlatform {
  /// A request: its method, its path behind `/public/v1/accounts/`, and its query with `%2B` and `%22` decoded.
  struct Call: Sendable, Equatable {
    let method: String
    let path: String
    let query: String

    var select: String? {
      query.split(separator: "&").first { $0.hasPrefix("select=") }.map { String($0.dropFirst("select=".count)) }
    }

    /// The ids that a list is asked for, or the one in the path.
    var ids: [String] {
      let text = query.split(separator: "&").first ?? ""
      let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
      let asked = quoted.indices.filter { $0 % 2 == 1 }.map { String(quoted[$0]) }
      return asked.isEmpty ? path.split(separator: "/").dropFirst().map(String.init) : asked
    }
  }

  enum Answer: Sendable {
    case ok(String)
    case status(Int)
  }

  let reader: MarketplaceReader
  let writer: MarketplaceWriter
  private let log: Log

  private final class Log: Sendable {
    let calls = Locked<[Call]>([])
    let records = Locked<[CallRecord]>([])
  }

  var calls: [Call] { log.calls.withLock { $0 } }
  /// Everything that was recorded of the calls, as text.
  var recorded: String { log.records.withLock { String(describing: $0) } }

  /// Runs a body against a platform that answers by a script.
  ///
  /// - Parameter parallelism: How many requests may be under way at once.
  static func run<Value>(
    parallelism: Int = 1, answering answer: @escaping @Sendable (Call) -> Answer,
    _ body: (ScriptedPlatform) async throws -> Value
  ) async throws -> Value {
    let log = Log()
    let server = ScriptedServer { request in
      let call = Call(line: request.line)
      log.calls.withLock { $0.append(call) }
      switch answer(call) {
      case .ok(let body): return .send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      case .status(let status): return .send("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n")
      }
    }
    let transport = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
    let sender = CallSender(
      transport: transport, endpoint: try Endpoint(parsing: server.url), credential: Secret("idt:TKN-0000-0001:x"),
      timeout: SandboxClient.patience, stallTimeout: SandboxClient.patience,
      retries: RetryPolicy(maximumRetries: 0, pause: { _ in }, random: { 0 }), parallelism: parallelism,
      observe: { record in log.records.withLock { $0.append(record) } })
    let platform = ScriptedPlatform(
      reader: MarketplaceReader(sender: sender, parallelism: parallelism), writer: MarketplaceWriter(sender: sender),
      log: log)
    let result: Result<Value, any Error>
    do { result = .success(try await body(platform)) } catch { result = .failure(error) }
    await transport.shutDown()
    server.stop()
    return try result.get()
  }

  func read(_ ids: [TokenID]) async throws -> [TokenReading] {
    let readings = try await reader.tokens(ids.map { TokenQuery($0, fields: Set(TokenField.allCases)) }) { _ in }
    return ids.compactMap { readings[$0] }
  }
}

extension ScriptedPlatform.Call {
  /// - Parameter line: Such as `GET /public/v1/accounts/modules?limit=100 HTTP/1.1`.
  fileprivate init(line: String) {
    let words = line.split(separator: " ")
    let target = words[1].split(separator: "?", maxSplits: 1)
    method = String(words[0])
    path = String(target[0].dropFirst("/public/v1/accounts/".count))
    let encoded = target.count > 1 ? String(target[1]) : ""
    query = encoded.split(separator: "%2B", omittingEmptySubsequences: false).joined(separator: "+")
      .split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
  }
}
