extension Command {
  static let completions = Command(
    name: .completions, operands: Shell.allCases.map(\.rawValue).joined(separator: "|"),
    summary: "Print shell completions",
    discussion: """
      Prints a script that completes commands, options, their values and file names.
      It asks nobody for anything, and needs no package but the shell. Save it where
      the shell finds it:

        bash  ~/.local/share/bash-completion/completions/tokenform
        zsh   _tokenform, in a directory of $fpath
        fish  ~/.config/fish/completions/tokenform.fish

      Or have the shell read it at its start: source <(tokenform completions bash)
      """,
    options: [.help],
    examples: [
      ("tokenform completions bash", "prints the script for bash"),
      ("tokenform completions fish", "prints the script for fish"),
    ])
}

extension Pipeline {
  func completions() async -> ExitCode {
    guard let shell = settings.shell else { return .failed }
    world.standardOutput.post(shell.completions(of: Command.all))
    return .done
  }
}
