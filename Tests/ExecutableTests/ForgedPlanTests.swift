import PlanDocument
import Planning
import TestSupport
import Testing

/// Saved plans that were edited and given a correct digest.
@Suite("Forged plans")
struct ForgedPlanTests {
  private let files = [
    "a.yaml": Account.file(
      """
      TKN-0000-0002: {description: null, modules: [MOD-0001]}
      TKN-0000-0003: {name: Safe, protected: true}
      """)
  ]

  /// Opens a sandbox with a saved plan, changed as it is said, its digest right, and its fingerprint too if it has another.
  private func withForgery(
    of files: [String: String], _ old: String, _ new: String,
    _ body: (Workspace, _ approved: String) async throws -> Void
  ) async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      let plan = try workspace.directory.read("plan.json")
      let approved = try Fingerprinted(try Self.inside(plan)).fingerprint
      try #require(plan.contains(old))
      let forged = plan.replacing(old, with: new)
      let fingerprint = try #require(try DecodedPlan(Array(Self.inside(forged).utf8)).plan().fingerprint)
      try workspace.directory.write(
        try Self.signed(forged.replacing(approved, with: fingerprint)), to: "plan.json")
      let shown = try await workspace.tokenform("show", "plan.json")
      #expect(shown.code == 0, "the file is a plan by itself: \(shown)")
      try await body(workspace, approved)
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test(arguments: [
    // Another grant, another account, another token, another value before, one change less.
    (#""id": "MOD-0001""#, #""id": "MOD-0003""#),
    (#""account": "ACC-1000-0001""#, #""account": "ACC-2000-0002""#),
    (#""address": "TKN-0000-0003""#, #""address": "TKN-0000-0006""#),
    (#""description": "Reads invoices.""#, #""description": "Something else.""#),
    (#""name": "Safe""#, #""name": "Unsafe""#),
  ])
  func `another change is not the approved one`(_ old: String, _ new: String) async throws {
    try await withForgery(of: files, old, new) { workspace, approved in
      let apply = try await workspace.tokenform("apply", "plan.json", "--approve", approved, "--allow-protected")
      #expect(apply.code == 3 && apply.errors.contains("other-fingerprint"), "\(apply)")
    }
  }

  @Test func `whether a token is protected is part of what is approved`() async throws {
    try await withForgery(of: files, #""protected": true"#, #""protected": false"#) { workspace, approved in
      let apply = try await workspace.tokenform("apply", "plan.json", "--approve", approved)
      #expect(apply.code == 3 && apply.errors.contains("other-fingerprint"), "\(apply)")
    }
  }

  @Test func `there is nothing to approve in a plan for another account`() async throws {
    let files = ["a.yaml": Account.file("TKN-0000-0005: {name: Ours}")]
    try await Workspace.open(seed: Account.operationsSeed, files: files) { workspace in
      let plan = try await workspace.tokenform("plan", "--out", "plan.json", "--format", "json")
      #expect(plan.code == 0 && plan.output.contains("\"fingerprint\": null"), "\(plan)")
      let apply = try await workspace.tokenform("apply", "plan.json")
      #expect(apply.code == 3 && apply.output.contains("wrong-account"), "\(apply)")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `the own token is known from the credential`() async throws {
    let own = ["a.yaml": Account.file("TKN-0000-0001: {name: Own}")]
    try await withForgery(of: own, #""self": true"#, #""self": false"#) { workspace, approved in
      let apply = try await workspace.tokenform("apply", "plan.json", "--approve", approved)
      #expect(apply.code == 3 && apply.output.contains("own-token"), "\(apply)")
    }
  }

  @Test func `a token that is not active is known from the second reading`() async throws {
    let disabled = ["a.yaml": Account.file("TKN-0000-0004: {name: Off}")]
    try await withForgery(of: disabled, #""status": "Disabled""#, #""status": "Active""#) { workspace, approved in
      let apply = try await workspace.tokenform("apply", "plan.json", "--approve", approved)
      #expect(apply.code == 3 && (apply.output + apply.errors).contains("not-active"), "\(apply)")
    }
  }

  /// The text with the digest that it has to have.
  private static func signed(_ text: String) throws -> String {
    let digest = try #require(SHA256.digest(of: Array(inside(text).utf8)))
    return text.replacing(/"content_sha256": ".*"/, with: "\"content_sha256\": \"\(digest)\"")
  }

  /// The plan in the envelope.
  private static func inside(_ text: String) throws -> String {
    String(try #require(try /(?s)\{\n"plan": (.*),\n"content_sha256": ".*"\n\}\n/.wholeMatch(in: text)).1)
  }
}
