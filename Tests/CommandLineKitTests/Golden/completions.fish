# fish completions for tokenform, made by `tokenform completions fish`.

function __tokenform_needs_command
    test (count (commandline -opc)) -eq 1
end

function __tokenform_uses
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test "$words[2]" = $argv[1]
end

complete -c tokenform -f
complete -c tokenform -n '__tokenform_needs_command' -a plan -d 'Show what\'s different'
complete -c tokenform -n '__tokenform_needs_command' -a completions -d 'Print shell completions'
complete -c tokenform -n '__tokenform_needs_command' -a help -d 'Show the help of a command'
complete -c tokenform -n '__tokenform_needs_command' -s h -l help -d 'Show this help'
complete -c tokenform -n '__tokenform_needs_command' -l version -d 'Print the version'
complete -c tokenform -n '__tokenform_uses help' -a 'plan completions'

# plan
complete -c tokenform -n '__tokenform_uses plan' -l format -x -a 'text json' -d 'How to print: text, [json]'
complete -c tokenform -n '__tokenform_uses plan' -l out -r -F -d 'Save it'
complete -c tokenform -n '__tokenform_uses plan' -l base -x -a '(__fish_complete_directories (commandline -ct))' -d 'What was before'
complete -c tokenform -n '__tokenform_uses plan' -l target -x -d 'Only this'
complete -c tokenform -n '__tokenform_uses plan' -s q -l quiet -d 'Show no progress'
complete -c tokenform -n '__tokenform_uses plan' -s h -l help -d 'Show this help'
complete -c tokenform -n '__tokenform_uses plan' -k -a '(__fish_complete_suffix .yaml; __fish_complete_suffix .yml)'

# completions
complete -c tokenform -n '__tokenform_uses completions' -s h -l help -d 'Show this help'
complete -c tokenform -n '__tokenform_uses completions' -a 'bash zsh fish'
