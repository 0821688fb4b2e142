import CommandLineKit

@testable import TokenformCLI

/// The page `docs/commands.md`, made from the commands themselves.
enum CommandPage {
  static let text =
    """
    # Commands

    Use this page to look up a command or an option. It is generated from the help texts:
    `tokenform COMMAND --help` prints the same.

    | command | what it does |
    |---|---|
    \(Commands.program.commands.map { "| [`tokenform \($0.name)`](#tokenform-\($0.name)) | \($0.summary) |" }
      .joined(separator: "\n"))

    `tokenform help COMMAND` and `tokenform COMMAND --help` (or `-h`) print the help of a command, `tokenform --version` the
    version. Options are written `--name VALUE` or `--name=VALUE`; everything after `--` is an operand.

    \(Commands.all.map { section($0.info, exitCodes: $0.exitCodes) }.joined(separator: "\n"))
    ## Exit codes

    | code | meaning |
    |---|---|
    \(ExitCode.allCases.map { "| \($0.rawValue) | \(cell($0.meaning)) |" }.joined(separator: "\n"))

    """

  private static func section(_ command: CommandInfo, exitCodes: [ExitCode]) -> String {
    """
    ## tokenform \(command.name)

    \(command.summary).

    ```text
    \(HelpText.usage(of: command, in: "tokenform"))
    ```

    \(command.discussion.split(separator: "\n", omittingEmptySubsequences: false).map(prose).joined(separator: "\n"))

    | option | meaning |
    |---|---|
    \(command.allOptions.map { "| \(name(of: $0)) | \(cell($0.help)) |" }.joined(separator: "\n"))

    | example | what it does |
    |---|---|
    \(command.examples.map { "| \(code($0.line)) | \(cell($0.purpose)) |" }.joined(separator: "\n"))

    Exit codes: \(exitCodes.map { "`\($0.rawValue)`" }.joined(separator: ", ")).

    """
  }

  private static func name(of option: OptionInfo) -> String {
    let long = "--" + option.name + (option.placeholder.map { " " + $0 } ?? "")
    return (option.short.map { "`-\($0)`, " } ?? "") + code(long)
  }

  private static func code(_ text: String) -> String { "`\(text.replacing("|", with: #"\|"#))`" }

  /// Text that does not end its cell, and holds no link, emphasis or HTML.
  private static func cell(_ text: String) -> String {
    prose(text).replacing("|", with: #"\|"#)
  }

  private static func prose(_ text: some StringProtocol) -> String {
    var isCode = false
    return text.reduce(into: "") { result, character in
      if character == "`" { isCode.toggle() }
      if !isCode, "*<>[]".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
