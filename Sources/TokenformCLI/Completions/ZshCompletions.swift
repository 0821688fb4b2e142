/// Completions for zsh's own completion system.
enum ZshCompletions {
  static func script(for commands: [Command]) -> String {
    """
    #compdef tokenform
    # zsh completions for tokenform, made by `tokenform completions zsh`.

    _tokenform_commands() {
      local -a commands
      commands=(
    \(FirstWords.of(commands).map { "    " + quoted("\($0.word):\($0.help)") }.joined(separator: "\n"))
      )
      _describe -t commands 'command' commands
    }

    _tokenform() {
      local curcontext=$curcontext state line
      typeset -A opt_args
      _arguments -C -S \\
    \(FirstWords.options.map { "    \(specification(of: $0, excluding: "- *")) \\" }.joined(separator: "\n"))
        '1:command:_tokenform_commands' \\
        '*::argument:->arguments' && return
      [[ $state == arguments ]] || return
      case ${words[1]} in
    \(commands.map(branch).joined(separator: "\n"))
        help)
          _arguments '1:command:_tokenform_commands'
          ;;
      esac
    }

    if [[ ${funcstack[1]} == _tokenform ]]; then
      _tokenform "$@"
    else
      compdef _tokenform tokenform
    fi

    """
  }

  private static func branch(for command: Command) -> String {
    let lines = command.options.map { specification(of: $0) } + operands(of: command)
    return """
          \(command.name.rawValue))
            _arguments -S \\
      \(lines.map { "        " + $0 }.joined(separator: " \\\n"))
            ;;
      """
  }

  private static func operands(of command: Command) -> [String] {
    switch command.offeredOperands {
    case .nothing: []
    case .words: ["'1:\(command.name.rawValue):\(action(command.offeredOperands))'"]
    case .yaml, .files, .directories: [quoted("*:path:") + action(command.offeredOperands).quotedAction]
    }
  }

  private static func specification(of option: Option, excluding others: String? = nil) -> String {
    let help = "[" + escaped(option.help) + "]"
    let value = option.offeredValues.map { ":\(option.value ?? ""):\(action($0))" } ?? ""
    let name = "--" + option.name + (option.value == nil ? "" : "=")
    if let short = option.short {
      return "'(\(others ?? "-\(short) \(name)"))'{-\(short),\(name)}\(quoted(help + value))"
    }
    let prefix = option.isRepeatable ? "*" : others.map { "(\($0))" } ?? ""
    return quoted(prefix + name + help + value)
  }

  private static func action(_ values: OfferedValues) -> String {
    switch values {
    case .nothing: " "
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .files: "_files"
    case .directories: "_files -/"
    case .yaml: #"_files -g "*.(yaml|yml)(-.)""#
    }
  }

  /// What stands in the brackets of an option's help, where some characters end it.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
      .replacing(":", with: "\\:")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

extension String {
  /// An action of `_arguments`, between quotes.
  fileprivate var quotedAction: String { "'" + self + "'" }
}
