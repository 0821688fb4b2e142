import HTTPTransport
import MarketplaceAPI
import Planning
import TokenModel

/// The platform as one run reaches it.
struct Platform: Sendable {
  let endpoint: Endpoint
  let reader: MarketplaceReader
  let writer: MarketplaceWriter
  let retries: RetryPolicy
  /// The token that the credential belongs to; nil if it does not show that.
  let ownToken: TokenID?
  private let transport: HTTPClient

  /// Connects nothing yet. Throws if the transport cannot be set up.
  init(_ connection: Connection, _ options: ConnectionOptions, in context: RunContext) throws(Diagnostic) {
    do throws(TransportError) {
      transport = try HTTPClient(
        configuration: HTTPClientConfiguration(
          userAgent: "tokenform/\(Tokenform.version)",
          maximumConnections: min(options.parallelism, SystemLimits.connections)))
    } catch {
      throw Diagnostic(
        .error, .transport, "no connection can be made: \(error.message)", help: error.advice.map { Advice($0) })
    }
    endpoint = connection.endpoint
    retries = RetryPolicy(maximumRetries: options.retries, deadline: context.deadline.end)
    ownToken = connection.credential.tokenID
    let sender = CallSender(
      transport: transport, endpoint: endpoint, credential: connection.credential, timeout: .seconds(options.timeout),
      retries: retries, parallelism: options.parallelism,
      observe: { context.events?.record(.request($0)) }, announce: context.announce)
    reader = MarketplaceReader(sender: sender, parallelism: options.parallelism)
    writer = MarketplaceWriter(sender: sender)
  }

  /// Warnings that every run with this credential prints.
  var warnings: [Diagnostic] { ownToken == nil ? [.ownTokenUnknown] : [] }

  func close() async {
    await transport.shutDown()
  }
}

extension Diagnostic {
  fileprivate static let ownTokenUnknown = Diagnostic(
    .warning, .ownTokenUnknown, "the credential does not show which token it belongs to",
    help: "this run cannot protect its own token from changes; use a credential that begins with `idt:TKN-`")
}
