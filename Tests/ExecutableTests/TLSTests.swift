import TestSupport
import Testing

@Suite("TLS, through a terminator that others wrote", .enabled(if: TLSTerminator.isAvailable))
struct TLSTests {
  @Test func `a private authority works if it is configured`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      try await TLSTerminator.run(before: workspace, names: "DNS:localhost") { terminator in
        let environment = [
          "MPT_API_BASE_URL": "https://localhost:\(terminator.port)", "SSL_CERT_FILE": terminator.authority,
        ]
        let plan = try await workspace.tokenform("plan", "--detailed-exitcode", environment: environment)
        #expect(plan.code == 2, "\(plan)")
        let apply = try await workspace.tokenform("apply", "--auto-approve", environment: environment)
        #expect(apply.code == 0, "\(apply)")
      }
      #expect(try await workspace.stop()[3]?.name == "New 3")
    }
  }

  @Test func `an authority that is not configured is refused`() async throws {
    try await refuses(names: "DNS:localhost", namesAuthority: false, saying: "certificate")
  }

  @Test func `a machine without trusted certificates is reported as such`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      _ = try await TLSTerminator.run(before: workspace, names: "DNS:localhost") { terminator in
        let process = try ChildProcess(
          "/usr/bin/unshare",
          ["-m", "sh", "-c", "mount -t tmpfs none /etc/ssl || exit 77; exec \"$0\" plan", Programs.tokenform],
          environment: [
            "MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": "https://localhost:\(terminator.port)",
          ], directory: workspace.directory.path)
        let code = try await process.end()
        if code == 77 || process.errors.value.text.contains("unshare") {
          try Test.cancel("this system lets nothing be mounted over /etc/ssl")
        }
        let errors = process.errors.value.text
        #expect(code == 1 && errors.contains("has no certificates of trusted authorities"), "\(errors)")
        #expect(errors.contains("install the package ca-certificates"))
      }
    }
  }

  @Test func `a certificate for another host is refused`() async throws {
    try await refuses(names: "DNS:example.org", saying: "localhost")
  }

  @Test func `an expired certificate is refused`() async throws {
    try await refuses(names: "DNS:localhost", days: -1, saying: "expired")
  }

  /// A plan and an apply end with an error that says this. Each connects once, and no request reaches the platform.
  private func refuses(
    names: String, days: Int = 2, namesAuthority: Bool = true, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      let connections = try await TLSTerminator.run(before: workspace, names: names, days: days) { terminator in
        let environment = [
          "MPT_API_BASE_URL": "https://localhost:\(terminator.port)",
          "SSL_CERT_FILE": namesAuthority ? terminator.authority : nil,
        ]
        for arguments in [["plan"], ["apply", "--auto-approve"]] {
          let run = try await workspace.end(of: workspace.start(arguments, environment: environment))
          #expect(run.code == 1 && run.errors.contains(words), "\(run)", sourceLocation: sourceLocation)
        }
      }
      #expect(connections == 2, sourceLocation: sourceLocation)
      #expect(try await workspace.stop().requests.isEmpty, sourceLocation: sourceLocation)
    }
  }
}
