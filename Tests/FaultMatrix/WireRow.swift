import TestNetwork

/// A row of the wire's matrix: a way in which it fails between `tokenform` and the platform.
struct WireRow: Sendable {
  typealias Act = @Sendable (Wire) async throws -> Void

  /// How the platform is called.
  enum Name: Sendable {
    case address
    /// Has an IPv6 address as well, which answers nothing.
    case dual
    /// Cannot be resolved.
    case missing
  }

  /// What the proxy does with CONNECT.
  enum ProxyKind: Sendable {
    /// Takes the credential that it is given.
    case accepts
    /// Asks for a credential that is not there, with 407.
    case asks
    /// Refuses with 403.
    case refuses
    /// Accepts connections and answers nothing.
    case hangs
  }

  let title: String
  /// Each has a run with each command.
  var gateways: [Gateway.Kind] = [.nginx]
  var settings = GatewaySettings()
  /// In milliseconds.
  var roundTrip = 4
  var mtu = 1500
  var name = Name.address
  var proxy: ProxyKind?
  /// Further options of the sandbox and of `tokenform`.
  var sandboxOptions: [String] = []
  var arguments: [String] = []
  /// Whether the run is to get through.
  var mustSucceed = false
  /// How long the run may take.
  var limit = Duration.seconds(60)
  /// Whether it is part of the short round.
  var isQuick = false
  /// Done before the run. Usually the gateway starts, and the proxy.
  var before: Act = { wire in
    try await wire.gateway.start()
    try await wire.proxy?.start()
  }
  /// Done in mid-run; nil where the fault is there all the time.
  var trouble: Act?

  init(_ title: String, _ configure: (inout WireRow) -> Void) {
    self.title = title
    configure(&self)
  }
}

extension GatewaySettings {
  static func lines(_ lines: String...) -> GatewaySettings { GatewaySettings(lines: lines) }
}
