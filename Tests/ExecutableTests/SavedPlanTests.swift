import Glibc
import TestSupport
import Testing

@Suite("Saved plans", .serialized)
struct SavedPlanTests {
  /// A grant, a revocation, a dropped filter, texts that change, appear and go.
  private let files = [
    "a.yaml": Account.file(
      """
      TKN-0000-0002:
        name: Exporter two
        description: null
        modules: [{id: MOD-0001, filters: {}}, Commerce]
      TKN-0000-0003:
        description: "Keeps \\u202e everything."
        modules: [{id: MOD-0001, filters: {group.buyers: [BUY-1000-0001]}}]
      TKN-0000-0006:
        icon: icons/bridge.png
      """)
  ]

  @Test func `a plan is applied without a question and is for its owner alone`() async throws {
    try await Workspace.open(files: files) { workspace in
      #expect(try await workspace.tokenform("plan", "--out", "plan.json").code == 0)
      var status = stat()
      #expect(stat("\(workspace.directory.path)/plan.json", &status) == 0 && status.st_mode & 0o777 == 0o600)
      let apply = try await workspace.tokenform("apply", "plan.json")
      #expect(apply.code == 0 && apply.output.contains("Applied: 3."), "\(apply)")
      #expect(try await workspace.tokenform("plan", "--detailed-exitcode").code == 0)
      let again = try await workspace.tokenform("apply", "plan.json")
      #expect(again.code == 0 && again.output.contains("Applied: 0. Already applied: 3."))
      #expect(try await workspace.stop().writes.count == 3)
    }
  }

  @Test func `a token that changed since makes the plan stale`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      try workspace.directory.write(Account.renaming(2, to: "Meanwhile"), to: "other.yaml")
      #expect(try await workspace.tokenform("apply", "other.yaml", "--auto-approve").code == 0)
      let apply = try await workspace.tokenform("apply", "plan.json")
      #expect(apply.code == 3 && apply.errors.contains("stale-plan"), "\(apply)")
      #expect(apply.errors.contains("TKN-0000-0002 was changed after the plan was made by \"Pipeline\""))
      let json = try await workspace.tokenform("apply", "plan.json", "--format", "json")
      #expect(json.code == 3)
      #expect(try Document(json.output).codes == ["stale-plan"])
      #expect(try await workspace.stop().writes.count == 1)
    }
  }

  @Test(arguments: [true, false])
  func `a token that moved to another account since is not written, approved or not`(_ isApproved: Bool) async throws {
    let fault = "--fault change-account-after@lists/TKN-0000-0003:first=1"
    try await Workspace.open(fault, seed: Account.operationsSeed, files: files) { workspace in
      let plan = try await workspace.tokenform("plan", "--out", "plan.json", "--format", "json")
      #expect(plan.code == 0, "\(plan)")
      let approval = isApproved ? ["--approve", try Fingerprinted(plan.output).fingerprint] : []
      let saved = try await workspace.end(of: workspace.start(["apply", "plan.json"] + approval))
      #expect(saved.code == 3 && saved.errors.contains("TKN-0000-0003 now belongs to ACC-9999-9999"), "\(saved)")
      let again = try await workspace.end(
        of: workspace.start(["apply"] + (isApproved ? approval : ["--auto-approve"])))
      #expect(again.code == 3 && again.output.contains("wrong-account"), "\(again)")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `what is done already is skipped and the rest is written`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      #expect(try await workspace.tokenform("apply", "--auto-approve", "--target", "TKN-0000-0002").code == 0)
      let apply = try await workspace.tokenform("apply", "plan.json", "--format", "json")
      let document = try Document(apply.output)
      #expect(apply.code == 0)
      #expect(document.ids("already_applied") == ["TKN-0000-0002"])
      #expect(document.ids("applied") == ["TKN-0000-0003", "TKN-0000-0006"])
    }
  }

  @Test func `a file that is no plan of ours is refused`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      let plan = try workspace.directory.read("plan.json")
      for (name, text) in [
        "empty": "", "cut": String(plan.prefix(plan.count / 2)), "yaml": files["a.yaml"] ?? "",
        "changed": plan.replacing("Exporter two", with: "Exporter too"),
        "newer": plan.replacing("\"format_version\": \"3.0\"", with: "\"format_version\": \"4.0\""),
        "deep": String(repeating: "[", count: 100_000),
      ] {
        try workspace.directory.write(text, to: "file.json")
        let apply = try await workspace.tokenform("apply", "file.json")
        #expect(apply.code == 3 && apply.errors.contains("unusable-plan"), "\(name): \(apply)")
      }
      let elsewhere = try await workspace.tokenform("apply", "plan.json", "--endpoint", "http://localhost:9")
      #expect(elsewhere.code == 3 && elsewhere.errors.contains("other-endpoint"))
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a missing plan file is reported as such`() async throws {
    try await Workspace.open(files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "plan.json")
      #expect(apply.code == 1 && apply.errors.contains("\"plan.json\" cannot be read"), "\(apply)")
      #expect(!apply.errors.contains("--auto-approve"))
    }
  }

  @Test func `guards are checked again`() async throws {
    let file = Account.file(
      """
      TKN-0000-0001: {name: Own}
      TKN-0000-0003: {name: Safe, protected: true}
      TKN-0000-0004: {name: Off}
      """)
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let allowed = ["--allow-protected", "--allow-self", "--allow-disabled"]
      let saved = try await workspace.end(of: workspace.start(["plan", "--out", "plan.json"] + allowed))
      #expect(saved.code == 0 && !saved.output.contains("would refuse"))
      for missing in allowed {
        let apply = try await workspace.end(
          of: workspace.start(["apply", "plan.json"] + allowed.filter { $0 != missing }))
        #expect(apply.code == 3 && apply.output.contains(missing), "\(apply)")
      }
      let bounded = try await workspace.end(
        of: workspace.start(["apply", "plan.json", "--max-changes", "2"] + allowed))
      #expect(bounded.code == 3 && bounded.output.contains("--max-changes"))
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `only the approved plan is written`() async throws {
    try await Workspace.open(files: files) { workspace in
      let plan = try Fingerprinted(try await workspace.tokenform("plan", "--format", "json").output)
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      for operands in [[], ["plan.json"]] {
        for wrong in ["sha256:0", "", plan.fingerprint.uppercased()] {
          let apply = try await workspace.end(of: workspace.start(["apply", "--approve", wrong] + operands))
          #expect(apply.code == 3 && apply.errors.contains("other-fingerprint"), "\(apply)")
          #expect(apply.errors.contains(plan.fingerprint), "the right one is named")
          #expect(apply.output.split(separator: "\n").last?.contains(plan.fingerprint) == true, "as in every summary")
        }
      }
      #expect(try await workspace.tokenform("apply", "--approve", plan.fingerprint).code == 0)
      #expect(try await workspace.stop().writes.count == 3)
    }
  }

  @Test func `a dry run of a saved plan reads again and says what an apply would`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try await workspace.tokenform("plan", "--out", "plan.json")
      _ = try await workspace.tokenform("apply", "--auto-approve", "--target", "TKN-0000-0003")
      let dry = try await workspace.tokenform("apply", "plan.json", "--dry-run", "--format", "json")
      #expect(dry.code == 0)
      #expect(dry.output.contains("PUT") && !dry.output.contains("api-tokens/TKN-0000-0003"), "it is applied already")
      let text = try await workspace.tokenform("apply", "plan.json", "--dry-run")
      #expect(text.output.contains("No request would be sent for 1 token: already applied."))
      try workspace.directory.write(
        Account.file("TKN-0000-0002: {name: Elsewhere}"), to: "tokens/a.yaml")
      _ = try await workspace.tokenform("apply", "--auto-approve")
      for arguments in [["--dry-run"], []] {
        let run = try await workspace.end(of: workspace.start(["apply", "plan.json"] + arguments))
        #expect(run.code == 3 && run.errors.contains("TKN-0000-0002 was changed after the plan was made"), "\(run)")
        #expect(!run.output.contains("PUT"))
      }
      #expect(try await workspace.stop().writes.count == 2)
    }
  }

  @Test func `an apply with nothing to update has results too`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.file("TKN-0000-0003: {name: Archive}")]) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      let document = try Document(apply.output)
      #expect(apply.code == 0 && document.results?.isEmpty == true && document.summary["applied"] == 0)
      let plan = try Document(try await workspace.tokenform("plan", "--format", "json").output)
      #expect(plan.results == nil && plan.summary["applied"] == nil)
    }
  }

  @Test func `an undo plan restores what was`() async throws {
    let before = try await Workspace.open(files: files) { try await $0.stop().tokens }
    for lists in ["", "--lists-without-filters", "--minimal-put-answers"] {
      try await Workspace.open(lists, files: files) { workspace in
        #expect(try await workspace.tokenform("apply", "--auto-approve", "--undo", "undo.json").code == 0)
        let undo = try await workspace.tokenform("apply", "undo.json")
        #expect(undo.code == 0 && undo.output.contains("Applied: 3."), "\(undo)")
        #expect(!undo.output.contains("revision"), "who wrote last is not known of an undo plan")
        let after = try await workspace.stop()
        #expect(after.writes.count == 6)
        #expect(after.tokens.mapValues(\.meaning) == before.mapValues(\.meaning))
      }
    }
  }

  @Test func `an undo plan warns about modules that it leaves on a token without any, and reverts the rest`()
    async throws
  {
    let seed = Account.seed.replacing(#""modules": [{"id": "MOD-0003"}]"#, with: #""modules": []"#)
    let file = Account.file(
      "TKN-0000-0003: {name: Store}\nTKN-0000-0006: {name: Crossing, modules: [MOD-0001]}\n")
    try await Workspace.open(seed: seed, files: ["a.yaml": file]) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--undo", "undo.json")
      #expect(apply.code == 0 && apply.errors.contains("granted to TKN-0000-0006, which had no module"), "\(apply)")
      let undo = try await workspace.tokenform("apply", "undo.json")
      #expect(undo.code == 0 && undo.output.contains("Applied: 2."), "\(undo)")
      #expect(undo.errors.contains("warning: the undo plan cannot revoke the modules"), "\(undo)")
      let tokens = try await workspace.stop().tokens
      #expect(tokens["TKN-0000-0003"]?.name == "Archive" && tokens["TKN-0000-0006"]?.name == "Bridge")
      #expect(tokens["TKN-0000-0006"]?.modules.map(\.id) == ["MOD-0001"])
    }
  }

  @Test func `an undo plan takes back what was written of a run that failed half way`() async throws {
    let before = try await Workspace.open(files: files) { try await $0.stop().tokens }
    try await Workspace.open("--fault status-400-before@PUT/TKN-0000-0003:first=1", files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--undo", "undo.json")
      #expect(apply.code == 4)
      let undo = try await workspace.tokenform("apply", "undo.json")
      #expect(undo.code == 0 && undo.output.contains("Applied: 2. Already applied: 1."), "\(undo)")
      #expect(try await workspace.stop().tokens.mapValues(\.meaning) == before.mapValues(\.meaning))
    }
  }

  @Test func `a plan with the credential in it is not saved`() async throws {
    let credential = "CANARY0123456789opaque"
    let seed = Account.seed.replacing(Account.credential, with: credential)
      .replacing("Reads invoices.", with: "use \(credential)")
    let file = Account.file("TKN-0000-0002: {description: Clean now.}")
    try await Workspace.open(seed: seed, credential: credential, files: ["a.yaml": file]) { workspace in
      let plan = try await workspace.tokenform("plan", "--out", "plan.json")
      #expect(plan.code == 1 && plan.errors.contains("unusable-plan"), "\(plan)")
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--undo", "undo.json")
      #expect(apply.code == 1 && apply.errors.contains("unusable-plan"), "\(apply)")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }
}

struct Fingerprinted: Decodable {
  let fingerprint: String

  init(_ text: String) throws { self = try decode(Self.self, from: text) }
}

extension StoredToken {
  /// What of it a file can ask for: no revision, no order, and no filters where they are empty.
  var meaning: StoredToken {
    var token = self
    token.revision = 0
    token.modules = modules.map { Module(id: $0.id, filters: $0.filters ?? [:]) }.sorted { $0.id < $1.id }
    return token
  }
}
