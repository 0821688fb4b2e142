import TestSupport
import Testing

@Suite("The difference between two trees of files", .serialized)
struct DiffTests {
  private let files = [
    "a.yaml": Account.file("TKN-0000-0002:\n  name: Exporter\n  modules: [Billing, Reporting]\n"),
    ".before/tokens/a.yaml": Account.file("TKN-0000-0002:\n  name: Exporter\n  modules: [Billing]\n"),
  ]
  /// No credential, and no platform that could be asked.
  private let offline: [String: String?] = ["MPT_API_TOKEN": nil, "MPT_API_BASE_URL": "http://127.0.0.1:1"]

  @Test func `it needs no credential and sends nothing`() async throws {
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("diff", ".before", environment: offline)
      #expect(run.code == 0 && run.errors.isEmpty, "\(run)")
      #expect(run.output.contains("+ added     Reporting\n"))
      #expect(run.output.hasSuffix("Declared: 1 module added.\n"))
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  @Test func `the exit code says whether something differs`() async throws {
    let cases: [([String], Int32)] = [
      ([".before"], 2), (["."], 0), ([".before", "tokens/none.yaml"], 1), ([".nowhere"], 1),
      ([".before", "--target", "TKN-0000-0009"], 1), ([".before", "/tokens"], 1), ([], 1),
    ]
    try await Workspace.open(files: files) { workspace in
      for (arguments, code) in cases {
        let process = try workspace.start(["diff", "--detailed-exitcode"] + arguments, environment: offline)
        let run = try await workspace.end(of: process)
        #expect(run.code == code, "\(arguments): \(run)")
      }
    }
  }

  @Test func `JSON is one document, also if a file on either side is faulty`() async throws {
    for path in ["tokens/b.yaml", ".before/tokens/b.yaml"] {
      try await Workspace.open(files: files) { workspace in
        try workspace.directory.write("tokens: {TKN-0000-0003: {nmae: x}}\n", to: path)
        let run = try await workspace.tokenform("diff", ".before", "--format", "json", environment: offline)
        #expect(run.code == 1)
        let document = try decode(DiffDocument.self, from: run.output)
        #expect(!document.complete && document.tokenChanges.isEmpty)
        #expect(document.diagnostics.map(\.code) == ["unknown-key"])
      }
    }
  }

  @Test func `the same document holds what is asked`() async throws {
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("diff", ".before", "--format", "json", environment: offline)
      let document = try decode(DiffDocument.self, from: run.output)
      #expect(document.complete && document.diagnostics.isEmpty)
      #expect(document.tokenChanges.map(\.effect) == ["widens"])
      #expect(document.tokenChanges.first?.modules?.map(\.name) == ["Reporting"])
    }
  }

  @Test func `what is asked is pointed at, on standard error`() async throws {
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("diff", ".before", "--annotations", "github", environment: offline)
      #expect(run.errors.hasPrefix("::warning file=tokens/a.yaml,line=5,col=24,title=Module added::TKN-0000-0002"))
    }
  }

  /// A pull request of a stranger that tries to read beside the tree, and to print a secret.
  @Test func `a hostile file reads nothing and shows no secret`() async throws {
    try await Workspace.open(files: files) { workspace in
      _ = try workspace.directory.write(
        "tokens: {TKN-0000-0003: {description: \"idt:TKN-0000-0003:CANARY-3\"}}\n", to: "tokens/c.yaml")
      try workspace.directory.link("tokens/d.yaml", to: "/etc/passwd")
      let run = try await workspace.tokenform("diff", ".before", environment: offline)
      #expect(run.code == 1 && run.errors.contains("[secret-in-file]") && run.errors.contains("[link-leads-outside]"))
      #expect(!run.errors.contains("root:"))
    }
  }
}

private struct DiffDocument: Decodable {
  struct Change: Decodable {
    let effect: String
    let modules: [Module]?
  }

  struct Module: Decodable {
    let name: String?
  }

  struct Finding: Decodable {
    let code: String
  }

  private enum CodingKeys: String, CodingKey {
    case complete, diagnostics
    case tokenChanges = "token_changes"
  }

  let complete: Bool
  let tokenChanges: [Change]
  let diagnostics: [Finding]
}
