import Glibc
import HTTPTransport
import TestSupport
import Testing

@Suite("Certificates", .enabled(if: TLSServer.isAvailable, "openssl is not installed"))
struct CertificateTests {
  @Test
  func `an untrusted one is refused before anything is sent`() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: nil)
      #expect(error?.kind == .tls)
      #expect(error?.message.hasPrefix("the certificate of 127.0.0.1 is not trusted: self") == true)
      #expect(error?.advice?.contains("SSL_CERT_FILE") == true)
      #expect(error?.requestMayHaveArrived == false)
    }
  }

  @Test
  func `one from the given file is trusted`() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
      #expect(error == nil)
    }
  }

  @Test
  func `one for another name is refused, although it is trusted`() async throws {
    try await TLSServer.run(certificateFor: "DNS:other.test") { server in
      let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
      #expect(error?.kind == .tls)
      #expect(error?.message == "the certificate of 127.0.0.1 is for another host name")
      #expect(error?.advice?.contains("SSL_CERT_FILE") == false)
      #expect(error?.requestMayHaveArrived == false)
    }
  }

  @Test
  func `TLS 1.1 is refused, even if the system allows it`() async {
    await #expect(processExitsWith: .success) {
      let options = "-tls1_1 -cipher DEFAULT:@SECLEVEL=0"
      try await TLSServer.run(certificateFor: "IP:127.0.0.1", options: options) { server in
        setenv("OPENSSL_CONF", server.lenientConfiguration, 1)
        let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
        #expect(error?.kind == .tls)
        #expect(error?.message == "127.0.0.1 does not support TLS 1.2 or later")
        #expect(error?.requestMayHaveArrived == false)
      }
    }
  }

  @Test
  func `a file of trusted certificates that is not there is named`() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: "/nowhere/trusted.pem")
      #expect(error?.kind == .tls)
      #expect(error?.message.contains("/nowhere/trusted.pem") == true)
    }
  }

  @Test
  func `SSL_CERT_FILE names the trusted ones`() async {
    await #expect(processExitsWith: .success) {
      try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
        setenv("SSL_CERT_FILE", server.certificateFile, 1)
        let error = try await outcome(port: server.port, certificateFile: nil)
        #expect(error == nil)
      }
    }
  }

  @Test
  func `SSL_CERT_DIR names a directory of trusted ones`() async {
    await #expect(processExitsWith: .success) {
      try await TLSServer.run(certificateFor: "IP:127.0.0.1", options: "") { server in
        setenv("SSL_CERT_DIR", server.trustedDirectory, 1)
        let error = try await outcome(port: server.port, certificateFile: nil)
        #expect(error == nil)
      }
    }
  }

  @Test(arguments: ["FILE", "DIR"])
  func `a variable that names what is not there is an error before anything is connected`(kind: String) async {
    await #expect(processExitsWith: .success) { [kind] in
      setenv("SSL_CERT_\(kind)", "/nowhere/trusted", 1)
      #expect {
        try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
      } throws: { error in
        let error = error as? TransportError
        return error?.kind == .tls && error?.message.contains("SSL_CERT_\(kind) names \"/nowhere/trusted\"") == true
      }
    }
  }

  @Test
  func `one that has expired is reported as expired, without mentioning SSL_CERT_FILE`() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1", isExpired: true) { server in
      let error = try await outcome(port: server.port, certificateFile: server.certificateFile)
      #expect(error?.kind == .tls)
      #expect(error?.message.contains("has expired") == true, "\(error?.message ?? "")")
      #expect(error?.advice?.contains("clock") == true && error?.advice?.contains("SSL_CERT") == false)
    }
  }

  @Test
  func `a file without certificates is reported as such`() async throws {
    try await TLSServer.run(certificateFor: "IP:127.0.0.1") { server in
      let error = try await outcome(port: server.port, certificateFile: server.lenientConfiguration)
      #expect(error?.kind == .tls)
      #expect(error?.message.contains("contains no readable certificate") == true, "\(error?.message ?? "")")
    }
  }
}

/// What a request to that port of this machine fails with; nil if it is answered.
private func outcome(port: UInt16, certificateFile: String?) async throws -> TransportError? {
  let transport: HTTPClient
  do throws(TransportError) {
    transport = try HTTPClient(
      configuration: HTTPClientConfiguration(userAgent: "test", certificateFile: certificateFile))
  } catch {
    return error
  }
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
