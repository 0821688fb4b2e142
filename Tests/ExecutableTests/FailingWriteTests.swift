import TestSupport
import Testing

@Suite("Writes that do not come through", .serialized)
struct FailingWriteTests {
  @Test(arguments: [
    "--normalise-text", "--drop-writes description", "--drop-writes modules",
    "--fault status-400-before@PUT/TKN-0000-0006",
  ])
  func `what is left has the fingerprint of the next plan`(_ options: String) async throws {
    let file = Account.file(
      """
      TKN-0000-0002: {description: " spaced ", modules: [MOD-0001]}
      TKN-0000-0006: {description: Bridges., modules: [MOD-0003, MOD-0002]}
      """)
    try await Workspace.open(options, files: ["a.yaml": file]) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      #expect(apply.code == 4, "\(apply)")
      let left = try decode(Left.self, from: apply.output).fingerprint_left
      let next = try await workspace.tokenform("plan", "--format", "json")
      #expect(left == (try Fingerprinted(next.output).fingerprint))
    }
  }

  private struct Left: Decodable {
    let fingerprint_left: String?
  }

  @Test func `one that fails does not stop the others`() async throws {
    let files = ["a.yaml": Account.renaming(2, 3, 6)]
    try await Workspace.open("--fault status-400-before@PUT/TKN-0000-0003", files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve")
      #expect(apply.code == 4)
      #expect(apply.output.contains("Applied: 2.") && apply.output.contains("Failed: 1."))
      #expect(apply.output.contains("400"))
      let json = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      let document = try Document(json.output)
      #expect(json.code == 4 && document.ids("failed") == ["TKN-0000-0003"] && document.results?.count == 1)
      let remains = try await workspace.stop()
      #expect(remains[2]?.name == "New 2" && remains[3]?.name == "Archive" && remains[6]?.name == "New 6")
    }
  }

  @Test func `fail fast starts nothing after the first failure`() async throws {
    try await Workspace.open(
      "--fault status-400-before@PUT:at=3", seed: Crowd.seed(20), files: ["a.yaml": Crowd.file(20)]
    ) { workspace in
      let apply = try await workspace.tokenform(
        "apply", "--auto-approve", "--fail-fast", "--parallelism=1", "--format=json")
      let document = try Document(apply.output)
      #expect(apply.code == 4 && document.endedEarly == "fail_fast")
      #expect(document.ids("applied").count == 2 && document.ids("failed").count == 1)
      #expect(document.ids("not_attempted").count == 17)
      #expect(try await workspace.stop().writes.count == 3)
    }
  }

  @Test func `a run that failed in part is finished by the next`() async throws {
    try await Workspace.open(
      "--fault status-400-before@PUT:first=3", seed: Crowd.seed(20), files: ["a.yaml": Crowd.file(20)]
    ) { workspace in
      let partly = try await workspace.tokenform("apply", "--auto-approve")
      let wholly = try await workspace.tokenform("apply", "--auto-approve")
      let plan = try await workspace.tokenform("plan", "--detailed-exitcode")
      #expect(partly.code == 4 && wholly.code == 0 && plan.code == 0)
      #expect(try await workspace.stop().writes.count == 23)
    }
  }

  @Test(arguments: ["status-503-before", "status-503-after", "close-before", "close-after", "truncate"])
  func `a passing fault is overcome`(_ fault: String) async throws {
    let files = ["a.yaml": Account.renaming(3)]
    try await Workspace.open("--fault \(fault)@PUT:first=1", files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      let document = try Document(apply.output)
      #expect(apply.code == 0 && document.ids("applied") == ["TKN-0000-0003"], "\(apply)")
      let wasCarriedOut = fault.hasSuffix("after") || fault == "truncate"
      let remains = try await workspace.stop()
      #expect(remains[3]?.name == "New 3")
      #expect(remains.writes.count == (wasCarriedOut ? 1 : 2))
    }
  }

  @Test func `what the platform drops is not converged`() async throws {
    try await Workspace.open("--drop-writes name", files: ["a.yaml": Account.renaming(3)]) { workspace in
      let text = try await workspace.tokenform("apply", "--auto-approve")
      #expect(text.code == 4)
      #expect(text.output.contains("not converged") && text.output.contains("Not converged: 1."))
      let json = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      let result = try #require(try Document(json.output).results?.first)
      #expect(json.code == 4 && result.outcome == "not_converged")
      #expect(result.asked == ["name": "New 3"] && result.stored == ["name": "Archive"])
    }
  }

  @Test func `an answer that says little is verified by a read`() async throws {
    let files = ["a.yaml": Account.renaming(2, 3)]
    try await Workspace.open("--minimal-put-answers", files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve")
      #expect(apply.code == 0 && apply.output.contains("Applied: 2."))
      let remains = try await workspace.stop()
      let byID = remains.requests.filter { $0.hasPrefix("GET /public/v1/accounts/api-tokens/") }
      #expect(remains.writes.count == 2 && byID.count == 2)
    }
  }

  @Test func `a concurrent writer is reported`() async throws {
    let files = ["a.yaml": Account.file("TKN-0000-0003: {description: New}")]
    try await Workspace.open("--fault concurrent-writer-before@PUT", files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      let result = try #require(try Document(apply.output).results?.first)
      #expect(apply.code == 0 && result.outcome == "applied")
      #expect(result.message?.contains("another client wrote at the same time") == true)
    }
  }

  @Test func `a credential revoked in the middle ends the run and lists every token`() async throws {
    try await Workspace.open(
      "--fault status-401-before@PUT:every=4", seed: Crowd.seed(20), files: ["a.yaml": Crowd.file(20)]
    ) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--parallelism", "1", "--format", "json")
      let document = try Document(apply.output)
      #expect(apply.code == 4 && document.endedEarly == "unauthorized")
      #expect(document.ids("applied").count == 3 && document.ids("failed").count == 1)
      #expect(document.results?.count == 20)
      #expect(try await workspace.stop().writes.count == 4)
    }
  }
}
