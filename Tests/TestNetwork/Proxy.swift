import Glibc
package import TestSupport

/// tinyproxy as a CONNECT proxy for the port of the gateways.
package final class Proxy: Sendable {
  package static let program = "/usr/bin/tinyproxy"
  /// What it asks for, if it asks.
  package static let credential = "runner:pass"
  private static let port: UInt16 = 8888

  private let address: String
  private let server: Server

  /// - Parameters:
  ///   - asks: Whether it requires ``credential``.
  ///   - refuses: Whether it allows no port that a gateway has.
  package init(at address: String, asks: Bool, refuses: Bool, in directory: TemporaryDirectory) throws {
    self.address = address
    let configuration = """
      User root
      Port \(Self.port)
      Listen \(address)
      Timeout 600
      LogLevel Critical
      MaxClients 200
      ConnectPort \(refuses ? 443 : Gateway.port)
      \(asks ? "BasicAuth " + Self.credential.replacing(":", with: " ") : "")

      """
    server = Server(Self.program, ["-d", "-c", try directory.write(configuration, to: "tinyproxy.conf")])
  }

  /// The value of HTTPS_PROXY.
  package func url(credential: String? = nil) -> String {
    "http://" + (credential.map { $0 + "@" } ?? "") + "\(address):\(Self.port)"
  }

  package func start() async throws { try await server.start(acceptingAt: address, Self.port) }

  package func kill() async throws { try await server.kill() }

  /// Stops it where it is; the kernel still accepts connections.
  package func halt() { server.signalAll(SIGSTOP) }
}
