import Glibc
package import TestSupport

/// A real server with TLS 1.3 between a link and a sandbox.
package final class Gateway: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case nginx, haproxy, nghttpx, h2o

    /// The program's path in Debian.
    package var program: String {
      switch self {
      case .nginx: "/usr/sbin/nginx"
      case .haproxy: "/usr/sbin/haproxy"
      case .nghttpx: "/usr/sbin/nghttpx"
      case .h2o: "/usr/bin/h2o"
      }
    }

    /// Tells the server to load its configuration again; nil where it needs a helper for that.
    package var reloadSignal: Int32? {
      switch self {
      case .nginx, .nghttpx: SIGHUP
      case .haproxy: SIGUSR2
      case .h2o: nil
      }
    }
  }

  /// The port that every gateway listens on.
  package static let port: UInt16 = 8443

  package let kind: Kind
  private let address: String
  private let server: Server
  /// Kept as long as the configuration in it is needed.
  private let directory: TemporaryDirectory

  /// Writes the configuration; starts nothing yet.
  /// - Parameters:
  ///   - platform: The port of the sandbox on loopback.
  package init(
    _ kind: Kind, at address: String, platform: Int, with certificate: Certificate, in directory: TemporaryDirectory,
    settings: GatewaySettings = GatewaySettings()
  ) throws {
    self.kind = kind
    self.address = address
    self.directory = directory
    let place = GatewayPlace(
      address: address, port: Self.port, platform: platform, certificate: certificate, directory: directory.path)
    let text = settings.configuration(of: kind, at: place)
    let file = try directory.write(text, to: "\(kind.rawValue).conf")
    let arguments =
      switch kind {
      case .nginx: ["-p", directory.path, "-c", file]
      case .haproxy: ["-W", "-db", "-f", file]
      case .nghttpx: ["--conf=\(file)", certificate.key, certificate.certificate]
      case .h2o: ["-c", file]
      }
    server = Server(kind.program, arguments)
  }

  package var url: String { "https://\(address):\(Self.port)" }

  /// Starts the server, and returns as soon as it accepts connections.
  package func start() async throws { try await server.start(acceptingAt: address, Self.port) }

  /// Loads the configuration again, as after a change.
  package func reload() { if let signal = kind.reloadSignal { server.signal(signal) } }

  /// Ends the server and its workers at once.
  package func kill() async throws { try await server.kill() }

  /// Stops all its processes where they are; the kernel still accepts connections.
  package func halt() { server.signalAll(SIGSTOP) }

  package func resume() { server.signalAll(SIGCONT) }
}
