/// What help, man pages and shell completions say about an option.
package struct OptionInfo: Sendable, Equatable {
  /// Without its two hyphens.
  package let name: String
  /// A one-letter form, without its hyphen.
  package let short: Character?
  /// The name of the value in help, such as `FILE`; nil for a flag.
  package let placeholder: String?
  /// What a shell offers as the value.
  package let offers: OfferedValues
  /// Whether the option may be given more than once.
  package let isRepeatable: Bool
  /// One sentence without a full stop.
  package let help: String

  /// Describes an option; without a placeholder it is a flag.
  package init(
    _ name: String, short: Character? = nil, placeholder: String? = nil, offers: OfferedValues = .nothing,
    isRepeatable: Bool = false, _ help: String
  ) {
    self.name = name
    self.short = short
    self.placeholder = placeholder
    self.offers = offers
    self.isRepeatable = isRepeatable
    self.help = help
  }

  /// `--help`, which every command takes.
  package static let help = OptionInfo("help", short: "h", "Show this help")
  /// `--version`, which a program takes in place of a command.
  package static let version = OptionInfo("version", "Print the version")

  /// As written on the command line: `-q, --quiet` or `--out FILE`.
  package var synopsis: String {
    (short.map { "-\($0), " } ?? "") + "--" + name + (placeholder.map { " " + $0 } ?? "")
  }

  /// Both forms of the name, with their hyphens.
  package var words: [String] { (short.map { ["-\($0)"] } ?? []) + ["--\(name)"] }
}

/// What a shell offers for an operand or for the value of an option.
package enum OfferedValues: Sendable, Equatable {
  case nothing
  case words([String])
  case files
  case directories
  /// YAML files, and the directories that lead to them.
  case yaml
}
