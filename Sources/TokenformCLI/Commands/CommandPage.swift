/// The page `docs/commands.md`, made from the table of commands.
enum CommandPage {
  static let text =
    """
    # Commands

    This page is made from the table that `tokenform COMMAND --help` is made from.

    | command | what it does |
    |---|---|
    \(Command.all.map { "| [`tokenform \($0.name.rawValue)`](#tokenform-\($0.name.rawValue)) | \($0.summary) |" }
      .joined(separator: "\n"))

    `tokenform help COMMAND` and `tokenform COMMAND --help` (or `-h`) print what a command takes, `tokenform --version` the
    version. Options are written `--name VALUE` or `--name=VALUE`; what follows `--` is an operand.

    \(Command.all.map(section).joined(separator: "\n"))
    ## Exit codes

    | code | meaning |
    |---|---|
    \(ExitCode.allCases.map { "| \($0.rawValue) | \(cell($0.meaning)) |" }.joined(separator: "\n"))

    """

  private static func section(_ command: Command) -> String {
    """
    ## tokenform \(command.name.rawValue)

    \(command.summary).

    ```text
    \(Help.usage(of: command))
    ```

    \(command.discussion.split(separator: "\n", omittingEmptySubsequences: false).map(prose).joined(separator: "\n"))

    | option | meaning |
    |---|---|
    \(command.options.map { "| \(name(of: $0)) | \(cell($0.help)) |" }.joined(separator: "\n"))

    | example | what it does |
    |---|---|
    \(command.examples.map { "| \(code($0.line)) | \(cell($0.does)) |" }.joined(separator: "\n"))

    It exits with \(codes(of: command)).

    """
  }

  private static func name(of option: Option) -> String {
    let long = "--" + option.name + (option.value.map { " " + $0 } ?? "")
    return (option.short.map { "`-\($0)`, " } ?? "") + code(long)
  }

  private static func codes(of command: Command) -> String {
    let codes = command.name.exitCodes.map { "`\($0.rawValue)`" }
    return codes.dropLast().joined(separator: ", ") + " or " + (codes.last ?? "")
  }

  private static func code(_ text: String) -> String { "`\(text.replacing("|", with: #"\|"#))`" }

  /// Text that ends no cell and is no link, no emphasis and no HTML.
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

extension CommandName {
  /// The codes that the command can end with.
  var exitCodes: [ExitCode] {
    switch self {
    case .validate, .import: [.done, .failed, .interrupted]
    case .plan: [.done, .failed, .changes, .refused, .interrupted]
    case .apply: [.done, .failed, .refused, .incomplete, .interrupted]
    case .show: [.done, .failed, .refused, .interrupted]
    case .schema, .completions: [.done, .failed]
    }
  }
}
