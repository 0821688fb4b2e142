/// Completions for bash 4 or later, without the package bash-completion.
enum BashCompletions {
  static func script(for commands: [Command]) -> String {
    """
    # bash completions for tokenform, made by `tokenform completions bash`.

    _tokenform_words() {
      mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
    }

    _tokenform_yaml() {
      compopt -o filenames
      mapfile -t COMPREPLY < <(
        compgen -f -X '!*.yaml' -- "$current"
        compgen -f -X '!*.yml' -- "$current"
        compgen -d -- "$current"
      )
      # A name that is typed with quotes or backslashes is left to bash itself.
      if ((${#COMPREPLY[@]} == 0)); then compopt -o default; fi
    }

    _tokenform() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} index
      COMPREPLY=()
      # `--option=value` comes as three words.
      if [[ $current == = ]]; then
        current=
      elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      if ((COMP_CWORD == 1)); then
        _tokenform_words '\(firstWords(commands))'
        return
      fi
      local options=1
      for ((index = 2; index < COMP_CWORD; index++)); do
        if [[ ${COMP_WORDS[index]} == -- ]]; then options=0; fi
      done
      case ${COMP_WORDS[1]} in
    \(commands.map(branch).joined(separator: "\n"))
        help)
          _tokenform_words '\(commands.map(\.name.rawValue).joined(separator: " "))'
          ;;
      esac
    }

    complete -F _tokenform tokenform

    """
  }

  private static func firstWords(_ commands: [Command]) -> String {
    (FirstWords.of(commands).map(\.word) + words(for: FirstWords.options)).joined(separator: " ")
  }

  private static func branch(for command: Command) -> String {
    let values = command.options.compactMap { option in
      option.offeredValues.map { "          \(words(for: [option]).joined(separator: " | "))) \(action($0)) return ;;" }
    }
    let cases =
      values.isEmpty
      ? ""
      : """
            if ((options)); then
              case $previous in
      \(values.joined(separator: "\n"))
              esac
            fi

      """
    return """
          \(command.name.rawValue))
      \(cases)      if ((options)) && [[ $current == -* ]]; then
              _tokenform_words '\(words(for: command.options).joined(separator: " "))'
            else
              \(action(command.offeredOperands)) return
            fi
            ;;
      """
  }

  private static func words(for options: [Option]) -> [String] {
    options.flatMap { option in (option.short.map { ["-\($0)"] } ?? []) + ["--\(option.name)"] }
  }

  /// What is done to offer values, with the semicolon behind it.
  private static func action(_ values: OfferedValues) -> String {
    switch values {
    case .nothing: ":;"
    case .words(let words): "_tokenform_words '\(words.joined(separator: " "))';"
    case .files: "compopt -o default;"
    case .directories: "compopt -o dirnames;"
    case .yaml: "_tokenform_yaml;"
    }
  }
}
