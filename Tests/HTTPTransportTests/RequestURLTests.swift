import TestSupport
import Testing

@testable import HTTPTransport

@Suite("Which URLs are allowed")
struct RequestURLTests {
  @Test(arguments: [
    ("https://api.example.com/public/v1?x=(%22a%22)&y=1", false), ("HTTPS://API.EXAMPLE.COM", false),
    ("https://localhost/", true), ("https://[::1]:8443/", true), ("https://127.0.0.1.example.com/", false),
    ("http://localhost", true), ("HTTP://LocalHost:8080/x", true), ("http://127.0.0.1/", true),
    ("http://127.255.3.4:1/", true), ("http://[::1]:8080/", true), ("http://localhost?x=@evil.com", true),
    ("http://localhost#@evil.com", true),
  ])
  func `https anywhere, and plain http to this machine`(url: String, isLoopback: Bool) throws {
    #expect(try RequestURL(parsing: url).isLoopback == isLoopback)
  }

  @Test(arguments: [
    "", "/path", "api.example.com", "localhost:8080", "https://", "https:///", "file:///etc/passwd",
    "ftp://localhost/", "gopher://127.0.0.1/", "javascript:1",
    "http://example.com/", "http://127.0.0.1.evil.com/", "http://localhost.evil.com/", "http://evil.localhost/",
    "http://localhost./", "http://127.0.0.1./", "http://128.0.0.1/", "http://0.0.0.0/", "http://10.0.0.1/",
    "http://localhost@evil.com/", "http://127.0.0.1:80@evil.com/", "http://user:word@localhost/",
    "https://user:word@example.com/", "https://user@example.com/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.1/",
    "http://127.0.0.01/", "http://[::ffff:127.0.0.1]/", "http://[::]/", "http://[::1%25lo]/", "http://[fe80::1]/",
    "http://[0:0:0:0:0:0:0:1]/", "http:///localhost/", "http:/localhost/", "http://%6cocalhost/",
    "http://evil.com\\@localhost/", "http://localhost\\@evil.com/", "http://evil.com#@localhost/",
    "http://evil.com?@localhost/", "http://ⓛocalhost/", "http://localhoſt/", "http://127。0。0。1/",
    "http://localhost:99999/", "http://localhost:80:81/", "http://local host/", "https://example.com/a b",
    "https://example.com/\r\nX: y", "http://localhost\0.evil.com/", "https://exa\tmple.com/",
  ])
  func `everything else is refused`(url: String) throws {
    let error = #expect(throws: TransportError.self) { try RequestURL(parsing: url) }
    #expect(error?.kind == .badURL)
    #expect(error?.requestMayHaveArrived == false)
    #expect(error?.message.contains("word") == false)
  }

  @Test
  func `a refused URL says what to do instead`() throws {
    let error = #expect(throws: TransportError.self) { try RequestURL(parsing: "http://api.example.com/x") }
    #expect(
      error?.message
        == "plain http is allowed only for this machine (localhost, 127.0.0.0/8, [::1]), not for api.example.com: use https"
    )
  }

  @Test
  func `localhost leads to this machine`() async throws {
    try await withServer(answering: { _ in ok() }) { server, transport in
      for host in ["LOCALHOST", "localhost"] {
        let response = try await transport.send(HTTPRequest(url: "http://\(host):\(server.port)/"))
        #expect(response.status == 200)
      }
    }
  }
}
