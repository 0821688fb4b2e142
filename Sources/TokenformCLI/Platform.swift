import HTTPTransport
import MarketplaceAPI
import Planning
import TokenModel

/// The platform as one run reaches it.
struct Platform {
  let endpoint: Endpoint
  let reader: MarketplaceReader
  let writer: MarketplaceWriter
  let retries: RetryPolicy
  /// The token that the credential belongs to; nil where it does not tell.
  let ownToken: TokenID?
  private let transport: HTTPTransport

  private static let requestTimeout = Duration.seconds(60)
  private static let maximumRetries = 4

  /// Connects nothing yet. Throws where the transport cannot be set up.
  init(_ connection: Connection, parallelism: Int) throws(TransportError) {
    transport = try HTTPTransport(
      configuration: HTTPTransportConfiguration(
        userAgent: "tokenform/\(Tokenform.version)", maximumConnections: parallelism))
    endpoint = connection.endpoint
    retries = RetryPolicy(maximumRetries: Self.maximumRetries)
    ownToken = connection.credential.tokenID
    let sender = CallSender(
      transport: transport, endpoint: endpoint, credential: connection.credential, timeout: Self.requestTimeout,
      retries: retries, parallelism: parallelism)
    reader = MarketplaceReader(sender: sender, parallelism: parallelism)
    writer = MarketplaceWriter(sender: sender)
  }

  func close() async {
    await transport.shutDown()
  }
}
