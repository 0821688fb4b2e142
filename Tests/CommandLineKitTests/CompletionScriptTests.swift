import TestSupport
import Testing

@testable import CommandLineKit

@Suite("Completion scripts")
struct CompletionScriptTests {
  private let program = ProgramInfo(
    name: "tokenform",
    commands: [
      CommandInfo(
        name: "plan", operands: "[PATH...]", offers: .yaml, summary: "Show what's different", discussion: "",
        options: [
          OptionInfo(
            "format", placeholder: "FORMAT", offers: .words(["text", "json"]), "How to print: text, [json]"),
          OptionInfo("out", placeholder: "FILE", offers: .files, "Save it"),
          OptionInfo("base", placeholder: "ROOT", offers: .directories, "What was before"),
          OptionInfo("target", placeholder: "ID", isRepeatable: true, "Only this"),
          OptionInfo("quiet", short: "q", "Show no progress"),
        ], examples: []),
      CommandInfo(
        name: "completions", operands: "bash|zsh|fish", offers: .words(["bash", "zsh", "fish"]),
        summary: "Print shell completions", discussion: "", options: [], examples: []),
    ])

  @Test(arguments: Shell.allCases)
  func `a script is made from what the program takes`(_ shell: Shell) {
    Golden().expect(shell.completions(for: program), in: "completions.\(shell.rawValue)")
  }
}
