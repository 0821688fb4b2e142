import Glibc
import HTTPTransport
import Testing

/// In processes of their own, because a proxy is set for the whole process.
@Suite("A proxy of the environment")
struct ProxyTests {
  @Test("is asked for other machines, and sees neither the request nor its credential")
  func proxied() async {
    await #expect(processExitsWith: .success) {
      let refusal = "HTTP/1.1 407 No\r\nX-Proxy: 1\r\nContent-Length: 0\r\n\r\n"
      try await withServer(answering: { _ in .sendAndClose(refusal) }) { proxy, transport in
        setenv("HTTPS_PROXY", "http://someone:pr0xyword@127.0.0.1:\(proxy.port)", 1)
        let headers = [HTTPHeader("Authorization", "Bearer s3cret")]
        let request = HTTPRequest(method: "PUT", url: "https://api.test/x", headers: headers, body: [1])
        let error = await failure(of: request, over: transport)
        #expect(error?.kind == .couldNotConnect)
        #expect(error?.requestMayHaveArrived == false)
        #expect(proxy.requests.map(\.line) == ["CONNECT api.test:443 HTTP/1.1"])
        #expect(proxy.requests.allSatisfy { !$0.head.contains("s3cret") })
      }
    }
  }

  @Test("is passed by for this machine, and where NO_PROXY says so")
  func passedBy() async {
    await #expect(processExitsWith: .success) {
      try await withServer(answering: { _ in ok("direct") }) { server, transport in
        let (descriptor, deadPort) = listenOnLoopback()
        close(descriptor)
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

  @Test("is not quoted with its password when it cannot be read")
  func unreadable() async {
    await #expect(processExitsWith: .success) {
      setenv("HTTPS_PROXY", "nonsense://someone:pr0xyword@127.0.0.1:1", 1)
      let transport = try HTTPTransport(configuration: HTTPTransportConfiguration(userAgent: "test"))
      let error = await failure(of: HTTPRequest(url: "https://api.test/"), over: transport)
      await transport.shutDown()
      #expect(error?.requestMayHaveArrived == false)
      #expect(error?.message.contains("pr0xyword") == false)
    }
  }
}
