import FoundationEssentials
package import TestSupport

/// A certificate with its key, made by openssl, and the authorities that a client is to trust.
package struct Certificate: Sendable {
  /// The paths of files in PEM. `both` has certificate and key.
  package let certificate: String
  package let key: String
  package let both: String
  /// The certificate among the system's authorities, as a company's own authority would be: a client loads them all.
  package let authorities: String

  private static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

  /// - Parameter names: What the certificate is for, as in `IP:10.77.1.1,DNS:gateway.test`.
  package init(for names: String, in directory: TemporaryDirectory) async throws {
    (certificate, key) = (directory.path + "/certificate.pem", directory.path + "/key.pem")
    let openssl = try ChildProcess(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", "/CN=gateway", "-addext", "subjectAltName=\(names)", "-keyout", key, "-out", certificate,
      ])
    guard try await openssl.end() == 0 else {
      throw NetworkFault(description: "openssl failed: \(openssl.errors.value.text)")
    }
    let own = try directory.read("certificate.pem")
    both = try directory.write(own + directory.read("key.pem"), to: "both.pem")
    let system = try? String(decoding: Data(contentsOf: URL(filePath: Self.systemAuthorities)), as: UTF8.self)
    authorities = try directory.write((system ?? "") + own, to: "authorities.pem")
  }
}
