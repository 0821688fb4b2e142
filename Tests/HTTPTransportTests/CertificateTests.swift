import Glibc
import HTTPTransport
import Testing

@Suite("Certificates", .enabled(if: TLSServer.isAvailable, "openssl is not installed"))
struct CertificateTests {
  @Test("one that nobody vouches for is refused before anything is sent")
  func untrusted() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: nil)
      #expect(error?.kind == .tls)
      #expect(error?.requestMayHaveArrived == false)
    }
  }

  @Test("one from the given file is trusted")
  func trusted() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
      #expect(error == nil)
    }
  }

  @Test("one for another name is refused, although it is trusted")
  func wrongName() async throws {
    try await TLSServer.run(certificateFor: "DNS:other.test") { server in
      let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
      #expect(error?.kind == .tls)
      #expect(error?.requestMayHaveArrived == false)
    }
  }

  @Test("TLS 1.1 is not spoken, even where the system would")
  func oldProtocol() async {
    await #expect(processExitsWith: .success) {
      let options = "-tls1_1 -cipher DEFAULT:@SECLEVEL=0"
      try await TLSServer.run(certificateFor: "IP:127.0.0.1", options: options) { server in
        setenv("OPENSSL_CONF", server.lenientConfiguration, 1)
        let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
        #expect(error?.kind == .couldNotConnect)
        #expect(error?.requestMayHaveArrived == false)
      }
    }
  }

  @Test("a file of trusted certificates that is not there is named")
  func missingFile() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: "/nowhere/trusted.pem")
      #expect(error?.kind == .tls)
      #expect(error?.message.contains("/nowhere/trusted.pem") == true)
    }
  }

  @Test("SSL_CERT_FILE names the trusted ones")
  func environment() async {
    await #expect(processExitsWith: .success) {
      try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
        setenv("SSL_CERT_FILE", server.certificateFile, 1)
        let error = try await outcome(port: server.port, certificateFile: nil)
        #expect(error == nil)
      }
    }
  }
}

/// What a request to that port of this machine fails with; nil if it is answered.
private func outcome(port: UInt16, certificateFile: String?) async throws -> TransportError? {
  let transport = try HTTPTransport(
    configuration: HTTPTransportConfiguration(userAgent: "test", certificateFile: certificateFile))
  let result: TransportError?
  do {
    let response = try await transport.send(HTTPRequest(url: "https://127.0.0.1:\(port)/"))
    #expect(response.status == 200)
    result = nil
  } catch {
    result = error
  }
  await transport.shutDown()
  return result
}
