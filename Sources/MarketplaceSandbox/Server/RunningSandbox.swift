import CommandLineKit
import Locking

/// A sandbox that serves on a port of 127.0.0.1 until it is stopped.
package final class RunningSandbox: Sendable {
  /// `http://127.0.0.1:PORT`
  package let baseURL: String
  private let marketplace: SharedMarketplace
  private let log: RequestLog
  private let listener: Listener
  private let stateFile: String?

  private init(
    marketplace: SharedMarketplace, log: RequestLog, listener: Listener, stateFile: String?
  ) {
    baseURL = "http://127.0.0.1:\(listener.port)"
    self.marketplace = marketplace
    self.log = log
    self.listener = listener
    self.stateFile = stateFile
  }

  /// Starts to serve.
  /// - Parameters:
  ///   - options: how the sandbox is set up.
  ///   - keepsRequests: whether `requests` remembers what came in.
  ///   - clock: the source of times in responses.
  /// - Returns: a sandbox that serves.
  /// - Throws: an error with a message for people: an unusable seed, file or port.
  package static func start(
    _ options: SandboxOptions, keepsRequests: Bool = true,
    clock: @escaping @Sendable () -> Timestamp = Timestamp.now
  ) throws -> RunningSandbox {
    let marketplace = SharedMarketplace(
      Marketplace(state: try MarketplaceState(options), options: options, clock: clock))
    let log = try RequestLog(path: options.logFile, keeps: keepsRequests)
    let listener = try Listener(port: options.port, log: log) { request in
      marketplace.value.withLock { marketplace in
        let answer = marketplace.answer(to: request)
        log.add(LoggedRequest(method: request.method, target: request.target, status: answer.status))
        return answer
      }
    }
    return RunningSandbox(marketplace: marketplace, log: log, listener: listener, stateFile: options.stateFile)
  }

  /// The requests so far, in the order in which they were carried out.
  package var requests: [LoggedRequest] { log.requests }

  /// The maximum number of concurrent requests so far.
  package var maximumConcurrentRequests: Int { log.maximumInFlight }

  /// The state as JSON, in the shape of a seed.
  package var state: String { marketplace.value.withLock { $0.state.seed.prettyText } }

  /// Carries a request out without a socket; it does not show up in `requests`.
  package func answer(to request: Request) -> Response {
    marketplace.value.withLock { $0.answer(to: request) }
  }

  /// Stops serving, ends requests that hang, and writes the state if there is a file for it.
  package func stop() throws {
    listener.stop()
    log.finish()
    if let stateFile { try replaceFile(stateFile, with: state) }
  }
}

/// The marketplace that all connections work on: an object, because a lock cannot be copied into the listener's closure.
private final class SharedMarketplace: Sendable {
  let value: Locked<Marketplace>

  init(_ marketplace: Marketplace) {
    value = Locked(marketplace)
  }
}

/// A sandbox that cannot start.
package struct StartError: Error, CustomStringConvertible {
  /// What is wrong, for people.
  package let description: String
}

extension MarketplaceState {
  /// The state to begin with.
  init(_ options: SandboxOptions) throws {
    switch options.source {
    case .sample(let sample): self = SampleData.state(sample)
    case .file(let path): self = try Self.read(try readFile(path), name: path)
    case .json(let text): self = try Self.read(Array(text.utf8), name: "the seed")
    }
    let parts = options.secret.split(separator: ":")
    if parts.count == 3, let slot = slot(of: String(parts[1])) { update(slot) { $0.secret = options.secret } }
    for id in options.misbehaviour.unknownFilters { try addUnknownFilter(to: id) }
  }

  private static func read(_ bytes: [UInt8], name: String) throws -> MarketplaceState {
    do throws(SeedError) {
      return try SeedReader.read(bytes, epoch: SampleData.epoch)
    } catch {
      let faults = error.faults.map { "\n  \($0)" }.joined()
      throw StartError(description: "\(name) cannot be used as a seed:\(faults)")
    }
  }

  /// `id` is that of a token, whose modules all get the filter, or of a module, which gets it on every token.
  private mutating func addUnknownFilter(to id: String) throws {
    var isFound = false
    for slot in tokens.indices {
      for index in tokens[slot].modules.indices
      where tokens[slot].id == id || tokens[slot].modules[index].module.id == id {
        isFound = true
        update(slot) { token in
          var filters = token.modules[index].filters ?? JSONObject()
          filters["group.sellers"] = .array([.string("SEL-1111-2222")])
          token.modules[index].filters = filters
        }
      }
    }
    if !isFound {
      throw UsageError("--unknown-filter takes the id of a token or of a module on a token, not \"\(id)\"")
    }
  }
}
