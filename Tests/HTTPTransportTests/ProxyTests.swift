import Glibc
import HTTPTransport
import TestSupport
import Testing

@testable import HTTPTransport

/// In processes of their own, because a proxy is set for the whole process.
@Suite("A proxy of the environment")
struct ProxyTests {
  @Test
  func `is used for other machines, and sees neither the request nor its credential`() async {
    await #expect(processExitsWith: .success) {
      for status in [407, 401] {
        let refusal = "HTTP/1.1 \(status) No\r\nX-Proxy: 1\r\nContent-Length: 0\r\n\r\n"
        try await withServer(answering: { _ in .sendAndClose(refusal) }) { proxy, transport in
          setenv("HTTPS_PROXY", "http://someone:pr0xyword@127.0.0.1:\(proxy.port)", 1)
          let headers = [HTTPHeader("Authorization", "Bearer s3cret")]
          let request = HTTPRequest(method: "PUT", url: "https://api.test/x", headers: headers, body: [1])
          let error = await failure(of: request, over: transport)
          #expect(error?.kind == .proxy)
          #expect(
            error?.message.contains("http://127.0.0.1:\(proxy.port) from HTTPS_PROXY returned \(status)") == true)
          #expect(error?.advice == "check the user name and password in HTTPS_PROXY")
          #expect(error?.requestMayHaveArrived == false)
          #expect(proxy.requests.map(\.line) == ["CONNECT api.test:443 HTTP/1.1"])
          #expect(proxy.requests.allSatisfy { !$0.head.contains("s3cret") })
        }
      }
    }
  }

  @Test
  func `is bypassed for this machine and for hosts in NO_PROXY`() async {
    await #expect(processExitsWith: .success) {
      try await withServer(answering: { _ in ok("direct") }) { server, transport in
        let (descriptor, deadPort) = bindOnLoopback()
        defer { close(descriptor) }
        for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
          setenv(name, "http://127.0.0.1:\(deadPort)", 1)
        }
        for host in ["127.0.0.1", "localhost"] {
          let response = try await transport.send(HTTPRequest(url: "http://\(host):\(server.port)/"))
          #expect(response.body == Array("direct".utf8))
        }
        setenv("NO_PROXY", "other.invalid", 1)
        let kinds = [
          await failure(of: HTTPRequest(url: "https://api.invalid/"), over: transport)?.kind,
          await failure(of: HTTPRequest(url: "https://other.invalid/"), over: transport)?.kind,
        ]
        #expect(kinds == [.couldNotConnect, .couldNotResolve])
      }
    }
  }

  @Test
  func `is not quoted with its password when it cannot be read`() async {
    await #expect(processExitsWith: .success) {
      setenv("HTTPS_PROXY", "nonsense://someone:pr0xyword@127.0.0.1:1", 1)
      let transport = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
      let error = await failure(of: HTTPRequest(url: "https://api.test/"), over: transport)
      await transport.shutDown()
      #expect(error?.kind == .proxy)
      #expect(error?.requestMayHaveArrived == false)
      #expect(error?.message.contains("HTTPS_PROXY") == true)
      #expect(error?.message.contains("pr0xyword") == false)
    }
  }

  @Test
  func `that refuses a machine is named, and one that has trouble is left to be tried again`() async {
    await #expect(processExitsWith: .success) {
      for (status, kind) in [(403, TransportError.Kind.proxy), (503, .couldNotConnect)] {
        let answer = "HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n"
        try await withServer(answering: { _ in .sendAndClose(answer) }) { proxy, transport in
          setenv("https_proxy", "http://127.0.0.1:\(proxy.port)", 1)
          let error = await failure(of: HTTPRequest(url: "https://api.test/"), over: transport)
          #expect(error?.kind == kind && error?.message.contains("from https_proxy returned \(status)") == true)
        }
      }
    }
  }

  @Test(arguments: ["pr0x%00y", "pr0x%0Ay", "12/pr0xy", "12?pr0xy", "12#pr0xy", "pr0x y"])
  func `with an odd character in its password is an error, not a proxy that is passed by`(password: String) {
    #expect {
      try EnvironmentProxy("http://someone:\(password)@127.0.0.1:3128", of: "HTTPS_PROXY")
    } throws: { error in
      let error = error as? TransportError
      return error?.kind == .proxy && error?.message.contains("HTTPS_PROXY") == true
        && error?.message.contains("pr0x") == false && error?.advice?.contains("%") == true
    }
  }

  @Test
  func `is passed by for every form of NO_PROXY that other programs read`() {
    #expect(
      ProxyExceptions.rewritten("*.example.test, api.test:443 other.test:8443,[::1]:443,::2,10.0.0.0/8", port: 443)
        == ".example.test,api.test,::1,::2,10.0.0.0/8")
    #expect(ProxyExceptions.rewritten("a.test,*", port: 443) == "*")
  }

  @Test
  func `is passed by for a wildcard and for a host with its port`() async {
    await #expect(processExitsWith: .success) {
      let (descriptor, deadPort) = bindOnLoopback()
      defer { close(descriptor) }
      setenv("HTTPS_PROXY", "http://127.0.0.1:\(deadPort)", 1)
      let transport = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
      for (exception, kind) in [
        ("*.invalid", TransportError.Kind.couldNotResolve), ("api.invalid:443", .couldNotResolve),
        ("api.invalid:444", .couldNotConnect),
      ] {
        setenv("NO_PROXY", exception, 1)
        let error = await failure(of: HTTPRequest(url: "https://api.invalid/"), over: transport)
        #expect(error?.kind == kind, "\(exception)")
      }
      await transport.shutDown()
    }
  }
}
