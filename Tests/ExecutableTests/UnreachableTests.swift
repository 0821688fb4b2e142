import Glibc
import TestSupport
import Testing

@Suite("A platform that cannot be reached", .serialized)
struct UnreachableTests {
  private let files = ["a.yaml": Account.renaming(2, 3)]

  @Test func `a plan without a connection has one error, of the run and not of a line`() async throws {
    let (descriptor, port) = bindOnLoopback()
    defer { close(descriptor) }
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform(
        "plan", "--coverage", "--retries", "1", "--endpoint", "http://127.0.0.1:\(port)")
      #expect(run.code == 1)
      #expect(run.errors.components(of: "error:") == 1, "\(run.errors)")
      #expect(run.errors.contains("[transport]") && run.errors.contains("Failed to connect to 127.0.0.1"))
      #expect(!run.errors.contains("a.yaml") && !run.errors.contains("--exclude") && !run.errors.contains(" ms"))
    }
  }

  @Test func `an apply whose platform is gone attempts no more, and says so`() async throws {
    try await Workspace.open(
      "--fault hang-before@PUT", seed: Crowd.seed(40), files: ["a.yaml": Crowd.file(40)]
    ) { workspace in
      let apply = try workspace.start(["apply", "--auto-approve", "--retries", "1", "--format", "json"])
      try await workspace.waitForRequests(10, "PUT")
      workspace.kill()
      let run = try await workspace.end(of: apply)
      let document = try Document(run.output)
      #expect(run.code == 4 && document.endedEarly == "unreachable", "\(run)")
      #expect(document.ids("unknown").count == 10 && document.ids("not_attempted").count == 30)
    }
  }

  @Test func `the environment names what is wrong with it`() async throws {
    try await Workspace.open(files: files) { workspace in
      for (name, value) in [("SSL_CERT_FILE", "/nowhere/ca.pem"), ("SSL_CERT_DIR", "/nowhere")] {
        let run = try await workspace.tokenform("plan", environment: [name: value])
        #expect(run.code == 1 && run.errors.contains("\(name) names \"\(value)\""), "\(run.errors)")
      }
      let run = try await workspace.tokenform(
        "plan", "--endpoint", "https://api.invalid",
        environment: ["HTTPS_PROXY": "http://someone:CANARY%00@127.0.0.1:1"])
      #expect(run.code == 1 && run.errors.contains("HTTPS_PROXY has") && run.errors.contains("[transport]"))
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  @Test(arguments: [407, 403]) func `a proxy that refuses is asked once`(_ status: Int) async throws {
    let proxy = ScriptedServer { _ in .sendAndClose("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n") }
    defer { proxy.stop() }
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform(
        "plan", "--endpoint", "https://api.invalid", environment: ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"])
      #expect(
        run.code == 1 && run.errors.contains("[transport]") && run.errors.contains("returned \(status)"), "\(run)")
      #expect(run.errors.components(of: "error:") == 1, "\(run.errors)")
      #expect(proxy.requests.map(\.line) == ["CONNECT api.invalid:443 HTTP/1.1"])
    }
  }

  @Test func `a line end behind the endpoint is not part of it`() async throws {
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("plan", environment: ["MPT_API_BASE_URL": workspace.baseURL + "\r\n"])
      #expect(run.code == 0, "\(run.errors)")
    }
  }
}

extension String {
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
