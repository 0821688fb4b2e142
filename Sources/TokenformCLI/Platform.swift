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

  /// Connects nothing yet. Throws where the transport cannot be set up.
  ///
  /// - Parameters:
  ///   - deadline: When the run ends; nil where it was given no time.
  ///   - announce: Given a sentence when the run waits because the platform asks it to.
  init(
    _ connection: Connection, settings: Settings, deadline: ContinuousClock.Instant?, events: EventLog?,
    timings: Timings, announce: @escaping @Sendable (String) -> Void
  ) throws(DraftFault) {
    do throws(TransportError) {
      transport = try HTTPTransport(
        configuration: HTTPTransportConfiguration(
          userAgent: "tokenform/\(Tokenform.version)",
          maximumConnections: min(settings.parallelism, SystemLimits.connections)))
    } catch {
      throw DraftFault(
        diagnostic: Diagnostic(
          .error, .transport, "no connection can be made: \(error.message)", help: error.advice))
    }
    endpoint = connection.endpoint
    retries = RetryPolicy(maximumRetries: settings.retries, deadline: deadline)
    ownToken = connection.credential.tokenID
    let sender = CallSender(
      transport: transport, endpoint: endpoint, credential: connection.credential, timeout: settings.timeout,
      retries: retries, parallelism: settings.parallelism,
      observe: { record in
        timings.takeAnswer(decodedIn: record.decoding)
        events?.record(.request(record))
      }, announce: announce)
    reader = MarketplaceReader(sender: sender, parallelism: settings.parallelism)
    writer = MarketplaceWriter(sender: sender)
  }

  /// What every run with this credential has to say.
  var warnings: [Diagnostic] { ownToken == nil ? [.ownTokenUnknown] : [] }

  func close() async {
    await transport.shutDown()
  }
}

extension Diagnostic {
  fileprivate static let ownTokenUnknown = Diagnostic(
    .warning, .ownTokenUnknown, "the credential does not tell which token it belongs to",
    help: "nothing keeps this run from changing its own token; a current credential begins with `idt:TKN-`")
}
