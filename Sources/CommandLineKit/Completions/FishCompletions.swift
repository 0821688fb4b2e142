/// Completions for fish 3 or later.
struct FishCompletions {
  let program: ProgramInfo

  var script: String {
    """
    # fish completions for \(program.name), made by `\(program.name) completions fish`.

    function __\(program.name)_needs_command
        test (count (commandline -opc)) -eq 1
    end

    function __\(program.name)_uses
        set -l words (commandline -opc)
        test (count $words) -gt 1; and test "$words[2]" = $argv[1]
    end

    complete -c \(program.name) -f
    \(lines.joined(separator: "\n"))

    """
  }

  private var lines: [String] {
    let needsCommand = "__\(program.name)_needs_command"
    let first =
      program.firstWords.map { line(needsCommand, ["-a", $0.word, "-d", quoted($0.help)]) }
      + program.firstOptions.map { line(needsCommand, words(for: $0)) }
    let names = program.commands.map(\.name).joined(separator: " ")
    return first + [line("__\(program.name)_uses help", ["-a", quoted(names)])] + program.commands.flatMap(lines)
  }

  private func lines(for command: CommandInfo) -> [String] {
    let condition = "__\(program.name)_uses \(command.name)"
    let operands = offer(command.offers)
    return ["", "# \(command.name)"] + command.allOptions.map { line(condition, words(for: $0)) }
      + (operands.isEmpty ? [] : [line(condition, operands)])
  }

  private func line(_ condition: String, _ words: [String]) -> String {
    "complete -c \(program.name) -n \(quoted(condition)) " + words.joined(separator: " ")
  }

  private func words(for option: OptionInfo) -> [String] {
    let names = (option.short.map { ["-s", String($0)] } ?? []) + ["-l", option.name]
    let value = option.placeholder == nil ? [] : [option.offers == .files ? "-r" : "-x"] + offer(option.offers)
    return names + value + ["-d", quoted(option.help)]
  }

  private func offer(_ values: OfferedValues) -> [String] {
    switch values {
    case .nothing: []
    case .words(let words): ["-a", quoted(words.joined(separator: " "))]
    case .files: ["-F"]
    case .directories: ["-a", quoted("(__fish_complete_directories (commandline -ct))")]
    case .yaml: ["-k", "-a", quoted("(__fish_complete_suffix .yaml; __fish_complete_suffix .yml)")]
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
