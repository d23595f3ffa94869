# Completion of xw for bash: the command itself knows what can come next.
# To try it without installing: source this file.

_xw()
{
    local line=${COMP_LINE:0:COMP_POINT} typed candidate kept
    local -a words
    read -a words <<<"$line" # not -r: what is escaped there is not for xw
    [[ $line == *[[:space:]] ]] && words+=("")
    typed=${words[${#words[@]} - 1]}

    # bash takes what stands behind the last colon or equals sign for the word.
    kept=${typed%"${typed##*[:=]}"}
    COMPREPLY=()
    while IFS=$'\t' read -r candidate _; do
        if [[ $candidate == :files ]]; then
            kept=${typed##*[=]}
            mapfile -t COMPREPLY < <(compgen -f -- "$kept")
            compopt -o filenames
            return
        fi
        [[ $candidate == *: ]] && compopt -o nospace
        candidate=${candidate#"$kept"}
        [[ $candidate == *[^[:alnum:]@,._:=-]* ]] &&
            printf -v candidate %q "$candidate"
        COMPREPLY+=("$candidate")
    done < <("${words[0]/#\~/$HOME}" complete "${words[@]:1}" 2>/dev/null)
}

complete -F _xw xw
