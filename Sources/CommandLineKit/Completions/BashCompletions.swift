/// Completions for bash 4 or later, without the package bash-completion.
struct BashCompletions {
  let program: ProgramInfo

  var script: String {
    """
    # bash completions for \(program.name), made by `\(program.name) completions bash`.

    _\(program.name)_words() {
      mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
    }

    _\(program.name)_yaml() {
      compopt -o filenames
      mapfile -t COMPREPLY < <(
        compgen -f -X '!*.yaml' -- "$current"
        compgen -f -X '!*.yml' -- "$current"
        compgen -d -- "$current"
      )
      # A name that is typed with quotes or backslashes is left to bash itself.
      if ((${#COMPREPLY[@]} == 0)); then compopt -o default; fi
    }

    _\(program.name)() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} index
      COMPREPLY=()
      # `--option=value` comes as three words.
      if [[ $current == = ]]; then
        current=
      elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      if ((COMP_CWORD == 1)); then
        _\(program.name)_words '\(firstWords)'
        return
      fi
      local options=1
      for ((index = 2; index < COMP_CWORD; index++)); do
        if [[ ${COMP_WORDS[index]} == -- ]]; then options=0; fi
      done
      case ${COMP_WORDS[1]} in
    \(program.commands.map(branch).joined(separator: "\n"))
        help)
          _\(program.name)_words '\(program.commands.map(\.name).joined(separator: " "))'
          ;;
      esac
    }

    complete -F _\(program.name) \(program.name)

    """
  }

  private var firstWords: String {
    (program.firstWords.map(\.word) + program.firstOptions.flatMap(\.words)).joined(separator: " ")
  }

  private func branch(for command: CommandInfo) -> String {
    let values = command.options.filter { $0.placeholder != nil }.map { option in
      "          \(option.words.joined(separator: " | "))) \(action(option.offers)) return ;;"
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
          \(command.name))
      \(cases)      if ((options)) && [[ $current == -* ]]; then
              _\(program.name)_words '\(command.allOptions.flatMap(\.words).joined(separator: " "))'
            else
              \(action(command.offers)) return
            fi
            ;;
      """
  }

  /// What is done to offer values, with the semicolon behind it.
  private func action(_ values: OfferedValues) -> String {
    switch values {
    case .nothing: ":;"
    case .words(let words): "_\(program.name)_words '\(words.joined(separator: " "))';"
    case .files: "compopt -o default;"
    case .directories: "compopt -o dirnames;"
    case .yaml: "_\(program.name)_yaml;"
    }
  }
}
