import TestSupport
import Testing

@Suite("What is refused, and what does not work", .serialized)
struct GuardTests {
  /// A file, the options that are not enough, and the option that lets it through.
  struct Case: CustomTestStringConvertible {
    let file: String
    var options: [String] = []
    let remedy: String
    let code: String

    var testDescription: String { code }
  }

  static let cases = [
    Case(
      file: Account.file("TKN-0000-0003: {name: New, protected: true}"), remedy: "--allow-protected",
      code: "protected-token"),
    Case(file: Account.renaming(1), remedy: "--allow-self", code: "own-token"),
    Case(file: Account.renaming(4), remedy: "--allow-disabled", code: "not-active"),
    Case(file: Account.renaming(2, 3), options: ["--max-changes=1"], remedy: "--max-changes", code: "too-many-changes"),
    Case(
      file: Account.file("TKN-0000-0003: {modules: [MOD-0001, MOD-0002]}"), options: ["--max-grants", "0"],
      remedy: "--max-grants", code: "too-many-grants"),
    Case(
      file: Account.file("TKN-0000-0002: {modules: [MOD-0001]}"), options: ["--max-revocations", "0"],
      remedy: "--max-revocations", code: "too-many-revocations"),
  ]

  @Test(arguments: cases)
  func `a guard refuses before anything is written`(_ example: Case) async throws {
    try await Workspace.open(files: ["a.yaml": example.file]) { workspace in
      let apply = try await workspace.end(of: workspace.start(["apply", "--auto-approve"] + example.options))
      #expect(apply.code == 3, "\(apply)")
      #expect((apply.output + apply.errors).contains(example.remedy))
      let json = try await workspace.end(
        of: workspace.start(["apply", "--auto-approve", "--format", "json"] + example.options))
      #expect(json.code == 3)
      #expect(try Document(json.output).codes == [example.code])
      let plan = try await workspace.end(of: workspace.start(["plan", "--detailed-exitcode"] + example.options))
      #expect(plan.code == 2)
      #expect((plan.output + plan.errors).contains(example.remedy), "a plan shows what would refuse: \(plan)")
      if example.options.isEmpty {
        let allowed = try await workspace.tokenform("apply", "--auto-approve", example.remedy)
        #expect(allowed.code == 0, "\(allowed)")
      }
      #expect(try await workspace.stop().writes.count == (example.options.isEmpty ? 1 : 0))
    }
  }

  @Test(arguments: ["--omit status", "--omit-silently status", "--omit account", "--omit-silently account"])
  func `a list without the fields that guards need is not enough`(_ habit: String) async throws {
    try await Workspace.open(habit, files: ["a.yaml": Account.renaming(3, 4)]) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      #expect(apply.code == 3)
      #expect(try Document(apply.output).codes == ["not-active"])
      let allowed = try await workspace.tokenform("apply", "--auto-approve", "--allow-disabled")
      #expect(allowed.code == 0, "\(allowed)")
    }
  }

  @Test func `a token of another account is refused`() async throws {
    let files = ["a.yaml": Account.renaming(3, 5)]
    try await Workspace.open(seed: Account.operationsSeed, files: files) { workspace in
      let apply = try await workspace.tokenform("apply", "--auto-approve", "--format", "json")
      #expect(apply.code == 3, "\(apply)")
      #expect(try Document(apply.output).codes == ["wrong-account"])
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a token that is missing is an error after the rest was shown`() async throws {
    let file = Account.file("TKN-0000-0003: {name: New}\nTKN-0000-0007: {name: New}")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let plan = try await workspace.tokenform("plan", "--format", "json", "--detailed-exitcode")
      #expect(plan.code == 1)
      let document = try Document(plan.output)
      #expect(document.codes == ["token-missing"] && document.diagnostics.first?.address == "TKN-0000-0007")
      #expect(document.resourceChanges.map(\.address) == ["TKN-0000-0003"])
      #expect(document.summary["missing"] == 1 && document.summary["update"] == 1)
      let apply = try await workspace.tokenform("apply", "--auto-approve")
      #expect(apply.code == 1 && apply.errors.contains("TKN-0000-0007"))
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a wrong credential ends the run at once`() async throws {
    let environment = ["MPT_API_TOKEN": "idt:TKN-0000-0001:CANARY-wrong"]
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      for command in [["plan"], ["apply", "--auto-approve"]] {
        let text = try await workspace.end(of: workspace.start(command, environment: environment))
        #expect(text.code == 1 && text.errors.contains("401"), "\(text)")
        let json = try await workspace.end(
          of: workspace.start(command + ["--format", "json"], environment: environment))
        let document = try Document(json.output)
        #expect(json.code == 1 && document.codes == ["unauthorized"] && !document.complete)
      }
      #expect(try await workspace.stop().requests.count == 4)
    }
  }

  @Test func `everything that is wrong is reported at once, and no request is sent`() async throws {
    let file = Account.file("TKN-0000-0003: {descripton: New, revision: 7}\nTKN-3: {name: null}")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let faulty: [String: String?] = ["MPT_API_TOKEN": nil, "MPT_API_BASE_URL": "http://example.com"]
      let plan = try await workspace.tokenform("plan", environment: faulty)
      #expect(plan.code == 1)
      for word in ["MPT_API_TOKEN", "plain http", "descripton", "revision", "TKN-3", "description"] {
        #expect(plan.errors.contains(word), "\(word)")
      }
      let json = try await workspace.tokenform("plan", "--format", "json", environment: faulty)
      let document = try Document(json.output)
      #expect(json.code == 1 && !document.complete)
      #expect(Set(document.codes).isSuperset(of: ["no-credential", "bad-endpoint", "unknown-key", "malformed-id"]))
      #expect(document.diagnostics.first { $0.code == "unknown-key" }?.line == 3)
      let apply = try await workspace.tokenform("apply", "--auto-approve", environment: faulty)
      #expect(apply.code == 1 && apply.errors.contains("descripton"))
      let validate = try await workspace.tokenform("validate", environment: faulty)
      #expect(validate.code == 1 && validate.errors.contains("descripton"))
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  @Test func `a secret in a file is an error that does not show it`() async throws {
    let file = Account.file("TKN-0000-0003: {name: 'idt:TKN-0000-0003:CANARY-3', token: CANARY}")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      for arguments in [["validate"], ["plan"], ["plan", "--format", "json"], ["apply", "--auto-approve"]] {
        let run = try await workspace.end(of: workspace.start(arguments))
        #expect(run.code == 1)
        #expect((run.output + run.errors).contains("secret"))
      }
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  @Test(arguments: ["", "  \n", "two words\n", "two\nlines\n"])
  func `a credential file that holds none is an error`(_ content: String) async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3), ".credential": content]) { workspace in
      let plan = try await workspace.tokenform("plan", "--token-file", ".credential")
      #expect(plan.code == 1 && plan.errors.contains(".credential"))
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }

  @Test func `the credential comes from a file or from standard input`() async throws {
    let files = ["a.yaml": Account.renaming(3), ".credential": Account.credential + "\n"]
    try await Workspace.open(files: files) { workspace in
      let other: [String: String?] = ["MPT_API_TOKEN": nil]
      let file = try await workspace.tokenform("plan", "--token-file", ".credential", environment: other)
      #expect(file.code == 0)
      let input = try await workspace.tokenform(
        "plan", "--token-file=-", environment: other, streams: .pipes(input: Account.credential))
      #expect(input.code == 0, "\(input)")
    }
  }
}
