/// An option of a command: what parsing, help and shell completions are made from.
struct Option: Sendable, Equatable {
  /// Without its two hyphens.
  let name: String
  let short: Character?
  /// What stands for the value in help; nil for a flag.
  let value: String?
  /// The values it takes, where they are few.
  let choices: [String]
  let isRepeatable: Bool
  let help: String

  init(
    _ name: String, short: Character? = nil, value: String? = nil, choices: [String] = [], isRepeatable: Bool = false,
    _ help: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.choices = choices
    self.isRepeatable = isRepeatable
    self.help = help
  }
}

/// A command and all that it takes.
struct Command: Sendable {
  let name: CommandName
  /// How the operands are written in help.
  let operands: String
  /// One line.
  let summary: String
  /// What a user has to know beyond the options, wrapped to 80 columns.
  let discussion: String
  let options: [Option]
  /// Command lines, each with what it does.
  let examples: [(line: String, does: String)]
}

enum CommandName: String, CaseIterable, Sendable {
  case validate, plan, apply, show, `import`, schema, completions
}
