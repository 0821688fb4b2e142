import MarketplaceSandbox
import TestNetwork
import TestSupport

/// What is between `tokenform` and the sandbox: a link, a gateway with TLS, and a proxy where one is asked for.
final class Wire: Sendable {
  let link: Link
  let gateway: Gateway
  let proxy: Proxy?
  private let repaired: Gateway
  private let certificate: Certificate
  private let directory: TemporaryDirectory
  private let host: String
  private let environment: [String: String]

  init(_ row: WireRow, _ kind: Gateway.Kind, before scene: Scene) async throws {
    link = try await Link(roundTrip: row.roundTrip, mtu: row.mtu)
    directory = try TemporaryDirectory()
    let names = Self.names(of: link.number)
    certificate = try await Certificate(
      for: "IP:\(link.address)," + [names.dual, names.missing].map { "DNS:\($0)" }.joined(separator: ","), in: directory
    )
    guard let port = scene.sandbox.baseURL.split(separator: ":").last.flatMap({ Int($0) }) else {
      throw RunFault(description: "the sandbox's address is \(scene.sandbox.baseURL)")
    }
    gateway = try Gateway(
      kind, at: link.address, platform: port, with: certificate, in: directory, settings: row.settings)
    repaired = try Gateway(kind, at: link.address, platform: port, with: certificate, in: TemporaryDirectory())
    host =
      switch row.name {
      case .address: link.address
      case .dual: names.dual
      case .missing: names.missing
      }
    proxy = try row.proxy.map { [address = link.address, directory] in
      try Proxy(at: address, asks: $0 == .asks || $0 == .accepts, refuses: $0 == .refuses, in: directory)
    }
    let credential = row.proxy == .accepts ? Proxy.credential : nil
    environment = proxy.map { ["HTTPS_PROXY": $0.url(credential: credential)] } ?? [:]
  }

  /// How `tokenform` is to run while the fault is there.
  var route: Scene.Route { route(to: host, environment) }

  /// How it is to run when the fault is over.
  var repairedRoute: Scene.Route { route(to: link.address, [:]) }

  private func route(to host: String, _ environment: [String: String]) -> Scene.Route {
    Scene.Route(
      baseURL: "https://\(host):\(Gateway.port)", launcher: link.launcher,
      environment: environment.merging(["SSL_CERT_FILE": certificate.authorities]) { $1 })
  }

  /// Puts a gateway without any fault in the place of this one.
  func repair() async throws {
    link.goUp()
    link.lose(percent: 0)
    try await gateway.kill()
    try await proxy?.kill()
    try await repaired.start()
  }

  func end() async throws {
    try await repaired.kill()
    link.end()
  }

  // MARK: Names

  private static func names(of number: Int) -> (dual: String, missing: String) {
    ("dual-\(number).test", "missing-\(number).test")
  }

  /// Gives each link a name with an IPv6 address that answers nothing beside the one that does, and takes the name
  /// servers away, so that other names cannot be resolved.
  static func replaceNames(in directory: TemporaryDirectory) throws {
    let hosts = (1...250).map { number in
      let name = names(of: number).dual
      return "fd77:\(String(number, radix: 16))::1 \(name)\n10.77.\(number).1 \(name)\n"
    }
    try Isolation.replace("/etc/hosts", with: "127.0.0.1 localhost\n" + hosts.joined(), in: directory)
    try Isolation.replace("/etc/resolv.conf", with: "nameserver 127.0.0.1\n", in: directory)
  }
}
