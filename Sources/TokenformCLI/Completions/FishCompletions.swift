/// Completions for fish 3 or later.
enum FishCompletions {
  static func script(for commands: [Command]) -> String {
    """
    # fish completions for tokenform, made by `tokenform completions fish`.

    function __tokenform_needs_command
        test (count (commandline -opc)) -eq 1
    end

    function __tokenform_uses
        set -l words (commandline -opc)
        test (count $words) -gt 1; and test "$words[2]" = $argv[1]
    end

    complete -c tokenform -f
    \(lines(for: commands).joined(separator: "\n"))

    """
  }

  private static func lines(for commands: [Command]) -> [String] {
    let first =
      FirstWords.of(commands).map { line(needsCommand, ["-a", $0.word, "-d", quoted($0.help)]) }
      + FirstWords.options.map { line(needsCommand, words(for: $0)) }
    let help = line("__tokenform_uses help", ["-a", quoted(commands.map(\.name.rawValue).joined(separator: " "))])
    return first + [help] + commands.flatMap(lines)
  }

  private static let needsCommand = "__tokenform_needs_command"

  private static func lines(for command: Command) -> [String] {
    let condition = "__tokenform_uses \(command.name.rawValue)"
    let operands = offer(command.offeredOperands)
    return ["", "# \(command.name.rawValue)"] + command.options.map { line(condition, words(for: $0)) }
      + (operands.isEmpty ? [] : [line(condition, operands)])
  }

  private static func line(_ condition: String, _ words: [String]) -> String {
    "complete -c tokenform -n \(quoted(condition)) " + words.joined(separator: " ")
  }

  private static func words(for option: Option) -> [String] {
    let names = (option.short.map { ["-s", String($0)] } ?? []) + ["-l", option.name]
    let value = option.offeredValues.map { ($0 == .files ? ["-r"] : ["-x"]) + offer($0) }
    return names + (value ?? []) + ["-d", quoted(option.help)]
  }

  private static func offer(_ values: OfferedValues) -> [String] {
    switch values {
    case .nothing: []
    case .words(let words): ["-a", quoted(words.joined(separator: " "))]
    case .files: ["-F"]
    case .directories: ["-a", quoted("(__fish_complete_directories (commandline -ct))")]
    case .yaml: ["-k", "-a", quoted("(__fish_complete_suffix .yaml; __fish_complete_suffix .yml)")]
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
