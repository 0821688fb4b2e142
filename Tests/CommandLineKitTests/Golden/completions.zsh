#compdef tokenform
# zsh completions for tokenform, made by `tokenform completions zsh`.

_tokenform_commands() {
  local -a commands
  commands=(
    'plan:Show what'\''s different'
    'completions:Print shell completions'
    'help:Show the help of a command'
  )
  _describe -t commands 'command' commands
}

_tokenform() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C -S \
    '(- *)'{-h,--help}'[Show this help]' \
    '(- *)--version[Print the version]' \
    '1:command:_tokenform_commands' \
    '*::argument:->arguments' && return
  [[ $state == arguments ]] || return
  case ${words[1]} in
    plan)
      _arguments -S \
        '--format=[How to print\: text, \[json\]]:FORMAT:(text json)' \
        '--out=[Save it]:FILE:_files' \
        '--base=[What was before]:ROOT:_files -/' \
        '*--target=[Only this]:ID: ' \
        '(-q --quiet)'{-q,--quiet}'[Show no progress]' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        '*:path:''_files -g "*.(yaml|yml)(-.)"'
      ;;
    completions)
      _arguments -S \
        '(-h --help)'{-h,--help}'[Show this help]' \
        '1:completions:(bash zsh fish)'
      ;;
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
