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
    _tokenform_words 'plan completions help -h --help --version'
    return
  fi
  local options=1
  for ((index = 2; index < COMP_CWORD; index++)); do
    if [[ ${COMP_WORDS[index]} == -- ]]; then options=0; fi
  done
  case ${COMP_WORDS[1]} in
    plan)
      if ((options)); then
        case $previous in
          --format) _tokenform_words 'text json'; return ;;
          --out) compopt -o default; return ;;
          --base) compopt -o dirnames; return ;;
          --target) :; return ;;
        esac
      fi
      if ((options)) && [[ $current == -* ]]; then
        _tokenform_words '--format --out --base --target -q --quiet -h --help'
      else
        _tokenform_yaml; return
      fi
      ;;
    completions)
      if ((options)) && [[ $current == -* ]]; then
        _tokenform_words '-h --help'
      else
        _tokenform_words 'bash zsh fish'; return
      fi
      ;;
    help)
      _tokenform_words 'plan completions'
      ;;
  esac
}

complete -F _tokenform tokenform
