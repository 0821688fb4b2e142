/// Completions for zsh's own completion system.
struct ZshCompletions {
  let program: ProgramInfo

  var script: String {
    """
    #compdef \(program.name)
    # zsh completions for \(program.name), made by `\(program.name) completions zsh`.

    _\(program.name)_commands() {
      local -a commands
      commands=(
    \(program.firstWords.map { "    " + quoted("\($0.word):\($0.help)") }.joined(separator: "\n"))
      )
      _describe -t commands 'command' commands
    }

    _\(program.name)() {
      local curcontext=$curcontext state line
      typeset -A opt_args
      _arguments -C -S \\
    \(program.firstOptions.map { "    \(specification(of: $0, excluding: "- *")) \\" }.joined(separator: "\n"))
        '1:command:_\(program.name)_commands' \\
        '*::argument:->arguments' && return
      [[ $state == arguments ]] || return
      case ${words[1]} in
    \(program.commands.map(branch).joined(separator: "\n"))
        help)
          _arguments '1:command:_\(program.name)_commands'
          ;;
      esac
    }

    if [[ ${funcstack[1]} == _\(program.name) ]]; then
      _\(program.name) "$@"
    else
      compdef _\(program.name) \(program.name)
    fi

    """
  }

  private func branch(for command: CommandInfo) -> String {
    let lines = command.allOptions.map { specification(of: $0) } + operands(of: command)
    return """
          \(command.name))
            _arguments -S \\
      \(lines.map { "        " + $0 }.joined(separator: " \\\n"))
            ;;
      """
  }

  private func operands(of command: CommandInfo) -> [String] {
    switch command.offers {
    case .nothing: []
    case .words: [quoted("1:\(command.name):\(action(command.offers))")]
    case .yaml, .files, .directories: [quoted("*:path:") + "'" + action(command.offers) + "'"]
    }
  }

  private func specification(of option: OptionInfo, excluding others: String? = nil) -> String {
    let help = "[" + escaped(option.help) + "]"
    let value = option.placeholder.map { ":\($0):\(action(option.offers))" } ?? ""
    let name = "--" + option.name + (option.placeholder == nil ? "" : "=")
    if let short = option.short {
      return "'(\(others ?? "-\(short) \(name)"))'{-\(short),\(name)}\(quoted(help + value))"
    }
    let prefix = option.isRepeatable ? "*" : others.map { "(\($0))" } ?? ""
    return quoted(prefix + name + help + value)
  }

  private func action(_ values: OfferedValues) -> String {
    switch values {
    case .nothing: " "
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .files: "_files"
    case .directories: "_files -/"
    case .yaml: #"_files -g "*.(yaml|yml)(-.)""#
    }
  }

  /// Escapes what would end the brackets around an option's help.
  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
      .replacing(":", with: "\\:")
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
