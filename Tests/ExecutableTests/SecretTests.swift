import TestSupport
import Testing

/// Every run in these tests is searched for the secrets of the account; here they are in places where they might leak.
@Suite("Secrets stay secret", .serialized)
struct SecretTests {
  private let everyCommand = [
    ["validate"], ["plan"], ["plan", "--format", "oneline"], ["plan", "--format", "json"], ["apply", "--dry-run"],
    ["apply", "--dry-run", "--format", "json"], ["apply", "--auto-approve"],
    ["apply", "--auto-approve", "--format", "json"],
  ]

  @Test func `one in a live text is masked`() async throws {
    let seed = Account.seed.replacing("Reads invoices.", with: "see idt:TKN-0000-0006:CANARY-planted")
    let file = Account.file("TKN-0000-0002: {description: Clean now.}\nTKN-0000-0003: {name: New}")
    for arguments in everyCommand {
      try await Workspace.open(seed: seed, files: ["a.yaml": file]) { workspace in
        let run = try await workspace.end(of: workspace.start(arguments))
        #expect(run.code == 0)
        if arguments != ["validate"] { #expect(run.output.contains("TKN-0000-0002")) }
      }
    }
  }

  @Test func `a credential of the old form is masked everywhere`() async throws {
    let credential = "CANARY0123456789opaque"
    let file = Account.file("TKN-0000-0003: {name: \(credential)}\nTKN-0000-0002: {nmae: \(credential)}")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      for arguments in everyCommand {
        let run = try await workspace.end(
          of: workspace.start(arguments, environment: ["MPT_API_TOKEN": credential]))
        #expect(run.code == 1)
      }
    }
  }

  @Test func `a credential of the old form is masked in the plan beside a question`() async throws {
    let credential = "CANARY0123456789opaque"
    let seed = Account.seed.replacing("Reads invoices.", with: "see \(credential)")
    let file = Account.file("TKN-0000-0002: {description: Clean now.}")
    try await Workspace.open(seed: seed, credential: credential, files: ["a.yaml": file]) { workspace in
      let process = try workspace.start(["apply", "--format", "json"], streams: .terminalButForOutput)
      _ = await process.errors.value { $0.isAtEnd || $0.text.contains("Only `yes` is accepted: ") }
      process.type("no\n")
      let run = try await workspace.end(of: process)
      #expect(run.code == 1 && run.errors.contains("[masked]"), "\(run)")
    }
  }

  @Test func `an older credential says that its own token is not guarded`() async throws {
    try await Workspace.open(
      "--fault status-500-before@PUT/TKN-0000-0006", files: ["a.yaml": Account.renaming(3)]
    ) { workspace in
      let plan = try await workspace.tokenform("plan", environment: ["MPT_API_TOKEN": "CANARY0123456789opaque"])
      #expect(plan.code == 1 && plan.errors.contains("401"))
      #expect(plan.errors.contains("own-token-unknown"))
    }
  }

  @Test func `none is in the endpoint that an error names`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      for endpoint in ["https://user:CANARY@host", "http://example.com/CANARY", "https://host?key=CANARY"] {
        let plan = try await workspace.tokenform("plan", "--endpoint", endpoint)
        #expect(plan.code == 1 && plan.errors.contains("bad-endpoint"))
      }
    }
  }
}
