import CommandLineKit

/// Prints shell completions.
struct CompletionsCommand: Command {
  var shell = Shell.bash

  static let name = "completions"
  static let usage = Shell.words.joined(separator: "|")
  static let offers = OfferedValues.words(Shell.words)
  static let summary = "Print shell completions"
  static let discussion = """
    Prints a script that completes commands, options, their values and file names.
    Save it where the shell finds it:

      bash  ~/.local/share/bash-completion/completions/tokenform
      zsh   _tokenform, in a directory of $fpath
      fish  ~/.config/fish/completions/tokenform.fish

    Or load it when the shell starts: source <(tokenform completions bash)
    """
  static let options: [Option<Self>] = []
  static let examples: [CommandInfo.Example] = [
    .init("tokenform completions bash", "prints the script for bash"),
    .init("tokenform completions fish", "prints the script for fish"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed]

  mutating func validate(operands: [String]) -> [String] {
    guard operands.count == 1, let shell = Shell(rawValue: operands[0]) else {
      let given = operands.map { "\"\($0)\"" }.joined(separator: " ")
      return [
        "`completions` takes one of \(Shell.words.joined(separator: ", "))\(given.isEmpty ? "" : ", not \(given)")"
          + suggestion(for: operands.first ?? "", among: Shell.words)
      ]
    }
    self.shell = shell
    return []
  }

  func run(in world: World) async -> ExitCode {
    world.standardOutput.post(shell.completions(for: Commands.program))
    return await world.exitCode(.done)
  }
}
