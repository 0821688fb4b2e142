/// What help, man pages and shell completions say about a command.
package struct CommandInfo: Sendable {
  /// One command line and what it does.
  package struct Example: Sendable {
    /// The whole command line, the program's name included.
    package let line: String
    /// What it does, as the end of a sentence.
    package let purpose: String

    /// Pairs a command line with what it does.
    package init(_ line: String, _ purpose: String) {
      self.line = line
      self.purpose = purpose
    }
  }

  /// The word on the command line.
  package let name: String
  /// How the operands are written, such as `[PATH...]`; empty if it takes none.
  package let operands: String
  /// What a shell offers as an operand.
  package let offers: OfferedValues
  /// One line without a full stop.
  package let summary: String
  /// What a user has to know beyond the options, wrapped to 80 columns.
  package let discussion: String
  /// Without `--help`, which every command takes.
  package let options: [OptionInfo]
  /// Command lines that work.
  package let examples: [Example]

  /// Describes a command.
  package init(
    name: String, operands: String, offers: OfferedValues, summary: String, discussion: String, options: [OptionInfo],
    examples: [Example]
  ) {
    self.name = name
    self.operands = operands
    self.offers = offers
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.examples = examples
  }

  /// The options in the order of help, `--help` last.
  package var allOptions: [OptionInfo] { options + [.help] }
}
