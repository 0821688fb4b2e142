import Glibc
import TestSupport
import Testing

@Suite("At a terminal", .serialized)
struct TerminalTests {
  private let files = ["a.yaml": Account.renaming(2, 3)]
  private let escape = "\u{1B}["

  /// Starts an apply, and answers its question.
  private func apply(_ answer: String, in workspace: Workspace, _ arguments: String...) async throws -> Workspace.Run {
    let process = try workspace.start(
      ["apply"] + arguments, environment: ["TERM": "xterm"], streams: .terminal)
    let question = await process.output.value { $0.isAtEnd || $0.text.contains("Only `yes` is accepted: ") }
    #expect(question?.text.contains("TKN-0000-0003") == true, "the plan is above the question")
    process.type(answer)
    return try await workspace.end(of: process)
  }

  @Test func `only yes writes`() async throws {
    try await Workspace.open(files: files) { workspace in
      for answer in ["no\n", "y\n", "Yes\n", "yes please\n", "\n", "\u{04}"] {
        let run = try await apply(answer, in: workspace)
        #expect(run.code == 1, "\(answer): \(run)")
        #expect(run.output.contains("nothing was written"))
      }
      let run = try await apply("yes\n", in: workspace)
      #expect(run.code == 0 && run.output.contains("Applied: 2."))
      #expect(try await workspace.stop().writes.count == 2)
    }
  }

  @Test(arguments: [
    ("concurrent-writer", "TKN-0000-0003 was changed after the plan was made"),
    ("change-account", "TKN-0000-0003 now belongs to ACC-9999-9999, but the plan was made for ACC-1000-0001"),
  ])
  func `a token that changed before the answer makes the plan stale`(_ fault: String, _ words: String) async throws {
    let option = "--fault \(fault)-after@lists/TKN-0000-0003:first=1"
    try await Workspace.open(option, seed: Account.operationsSeed, files: files) { workspace in
      let run = try await apply("yes\n", in: workspace)
      #expect(run.code == 3, "\(run)")
      #expect(run.output.contains(words), "\(run)")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a signal at the question writes nothing`() async throws {
    try await Workspace.open(files: files) { workspace in
      let process = try workspace.start(["apply"], streams: .terminal)
      _ = await process.output.value { $0.isAtEnd || $0.text.contains("Only `yes` is accepted: ") }
      process.signal(SIGINT)
      let run = try await workspace.end(of: process)
      #expect(run.code == 130 && run.output.contains("nothing was written"), "\(run)")
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `apply does not ask without a terminal`() async throws {
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("apply", streams: .pipes(input: "yes\n"))
      #expect(run.code == 1 && run.errors.contains("--auto-approve"))
      let json = try await workspace.tokenform("apply", "--format", "json", streams: .pipes(input: "yes\n"))
      #expect(json.code == 1)
      #expect(try Document(json.output).codes == ["not-approved"])
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a document is alone on standard output even if apply asks`() async throws {
    try await Workspace.open(files: files) { workspace in
      for (answer, code) in [("no\n", Int32(1)), ("yes\n", 0)] {
        let process = try workspace.start(["apply", "--format", "json"], streams: .terminalButForOutput)
        _ = await process.errors.value { $0.isAtEnd || $0.text.contains("Only `yes` is accepted: ") }
        process.type(answer)
        let run = try await workspace.end(of: process)
        #expect(run.code == code)
        #expect(try Document(run.output).summary["update"] == 2)
      }
    }
  }

  @Test func `colour is for terminals alone`() async throws {
    try await Workspace.open(files: files) { workspace in
      func plan(_ arguments: String..., environment: [String: String] = [:]) async throws -> String {
        let variables = environment.merging(["TERM": "xterm"]) { first, _ in first }
        let process = try workspace.start(["plan", "-q"] + arguments, environment: variables, streams: .terminal)
        return try await workspace.end(of: process).output
      }
      #expect(try await plan().contains(escape))
      for output in [
        try await plan("--no-color"), try await plan(environment: ["NO_COLOR": "1"]),
        try await plan(environment: ["TERM": "dumb"]), try await plan("--format", "json"),
      ] {
        #expect(output.contains("TKN-0000-0003") && !output.contains(escape))
      }
      let piped = try await workspace.tokenform("plan", environment: ["TERM": "xterm"])
      #expect(!(piped.output + piped.errors).contains(escape))
      let forced = try await workspace.tokenform("plan", environment: ["CLICOLOR_FORCE": "1"])
      #expect(forced.output.contains(escape))
      let refused = try await workspace.tokenform("plan", environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"])
      #expect(!refused.output.contains(escape))
    }
  }

  @Test func `links are for terminals that say that they follow them`() async throws {
    try await Workspace.open(files: files) { workspace in
      func plan(_ environment: [String: String]) async throws -> String {
        let variables = environment.merging(["TERM": "xterm"]) { first, _ in first }
        let process = try workspace.start(["plan", "-q"], environment: variables, streams: .terminal)
        return try await workspace.end(of: process).output
      }
      let link = "\u{1B}]8;;file://"
      #expect(try await plan(["TERM_PROGRAM": "WezTerm"]).contains(link))
      for environment in [
        [:], ["TERM_PROGRAM": "WezTerm", "TMUX": "/tmp/tmux"], ["TERM_PROGRAM": "WezTerm", "NO_COLOR": "1"],
        ["TERM": "dumb", "TERM_PROGRAM": "WezTerm"], ["VTE_VERSION": "4800"],
      ] {
        let output = try await plan(environment)
        #expect(output.contains("TKN-0000-0003") && !output.contains(link))
      }
      let piped = try await workspace.tokenform(
        "plan", environment: ["TERM_PROGRAM": "WezTerm", "CLICOLOR_FORCE": "1"])
      #expect(!piped.output.contains(link))
    }
  }

  @Test func `a plan is as wide as a narrow terminal, and 80 columns elsewhere`() async throws {
    try await Workspace.open(files: files) { workspace in
      func plan(_ streams: ChildProcess.Streams) async throws -> [String] {
        let process = try workspace.start(
          ["plan", "-q", "--no-color"], environment: ["TERM": "xterm"], streams: streams)
        let run = try await workspace.end(of: process)
        return run.output.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
      }
      let narrow = try await plan(.terminalOf(columns: 50))
      #expect(narrow.allSatisfy { $0.count <= 50 || !$0.drop { $0 == " " }.contains(" ") }, "\(narrow)")
      let piped = try await plan(.pipes())
      #expect(piped.contains { $0.count > 50 })
      #expect(try await plan(.terminalOf(columns: 200)) == piped)
      #expect(try await plan(.terminal) == piped)
    }
  }

  @Test func `nothing but the question reaches a quiet terminal`() async throws {
    try await Workspace.open(files: files) { workspace in
      let process = try workspace.start(["plan", "--quiet"], streams: .terminalButForOutput)
      let run = try await workspace.end(of: process)
      #expect(run.code == 0 && run.errors.isEmpty && !run.output.isEmpty)
    }
  }
}
