import TokenModel

/// A shell that completes command lines.
enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// Takes the operand of `completions`; throws what is wrong with the command line.
  init(_ arguments: Arguments) throws(Arguments.Faults) {
    let names = Self.allCases.map(\.rawValue)
    guard arguments.operands.count == 1, let shell = Self(rawValue: arguments.operands[0]) else {
      let near = arguments.operands.first.flatMap { Spelling.nearest(to: $0, among: names) }
      let given = arguments.operands.map { "\"\($0)\"" }.joined(separator: " ")
      throw Arguments.Faults(sentences: [
        "`completions` takes one of \(names.joined(separator: ", "))\(given.isEmpty ? "" : ", not \(given)")"
          + (near.map { "; did you mean \($0)?" } ?? "")
      ])
    }
    self = shell
  }

  /// The script that tells this shell what the commands take.
  func completions(of commands: [Command]) -> String {
    switch self {
    case .bash: BashCompletions.script(for: commands)
    case .zsh: ZshCompletions.script(for: commands)
    case .fish: FishCompletions.script(for: commands)
    }
  }
}

/// What a shell offers for a value of an option, or for an operand.
enum OfferedValues: Equatable {
  case nothing
  case words([String])
  case files
  case directories
  /// YAML files, and directories on the way to them.
  case yaml
}

extension Option {
  /// Nil for a flag.
  var offeredValues: OfferedValues? {
    guard let value else { return nil }
    if !choices.isEmpty { return .words(choices) }
    return switch value {
    case "FILE": .files
    case "PATH": .yaml
    case "ROOT", "DIRECTORY": .directories
    default: .nothing
    }
  }
}

extension Command {
  var offeredOperands: OfferedValues {
    switch name {
    case .validate, .plan: .yaml
    case .apply, .show: .files
    case .completions: .words(Shell.allCases.map(\.rawValue))
    case .import, .schema: .nothing
    }
  }
}

/// What stands where a command does: the word, and what it does.
enum FirstWords {
  static func of(_ commands: [Command]) -> [(word: String, help: String)] {
    commands.map { ($0.name.rawValue, $0.summary) } + [("help", "Show the help of a command")]
  }

  static let options: [Option] = [.help, .version]
}
