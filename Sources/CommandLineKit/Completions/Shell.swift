/// A shell that completes command lines.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script that teaches this shell a program's commands.
  package func completions(for program: ProgramInfo) -> String {
    switch self {
    case .bash: BashCompletions(program: program).script
    case .zsh: ZshCompletions(program: program).script
    case .fish: FishCompletions(program: program).script
    }
  }
}

/// What completions and man pages say about a program with commands.
package struct ProgramInfo: Sendable {
  /// As it is called.
  package let name: String
  /// In the order of help.
  package let commands: [CommandInfo]

  /// Describes a program.
  package init(name: String, commands: [CommandInfo]) {
    self.name = name
    self.commands = commands
  }

  /// What may be written in place of a command: the word, and what it does.
  var firstWords: [(word: String, help: String)] {
    commands.map { ($0.name, $0.summary) } + [("help", "Show the help of a command")]
  }

  /// Options in place of a command.
  var firstOptions: [OptionInfo] { [.help, .version] }
}
