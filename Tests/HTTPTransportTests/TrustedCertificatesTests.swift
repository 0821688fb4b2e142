@testable import HTTPTransport
import Glibc
import Testing

/// In processes of their own, because the environment is that of the whole process.
@Suite("Trusted certificates of the environment")
struct TrustedCertificatesTests {
  private static let configuration = HTTPClientConfiguration(userAgent: "test")

  @Test func `the system's own file and directory are those of the system, whose directory is not used`() async {
    await #expect(processExitsWith: .success) {
      try LibcurlLibrary.prepare()
      for name in ["SSL_CERT_FILE", "SSL_CERT_DIR"] { unsetenv(name) }
      let system = try TrustedCertificates.find(Self.configuration)
      // Without a bundle the directory is used.
      guard let file = system.file, system.directories == nil, let last = file.lastIndex(of: "/") else { return }
      setenv("SSL_CERT_FILE", file, 1)
      setenv("SSL_CERT_DIR", String(file[..<last]), 1)
      let named = try TrustedCertificates.find(Self.configuration)
      #expect(named.file == file && named.directories == nil && named.source == "SSL_CERT_FILE and SSL_CERT_DIR")
    }
  }

  @Test func `another directory beside a file is used with it`() async {
    await #expect(processExitsWith: .success) {
      try LibcurlLibrary.prepare()
      setenv("SSL_CERT_FILE", "/etc/passwd", 1)
      setenv("SSL_CERT_DIR", "/etc:/usr", 1)
      let named = try TrustedCertificates.find(Self.configuration)
      #expect(named.file == "/etc/passwd" && named.directories == "/etc:/usr")
    }
  }
}
