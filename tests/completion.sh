#!/bin/bash
# What the shells offer: commands, options, their choices, and ids of the graph.
# bash is driven as readline does; fish is asked, zsh only reads its file, where
# they are installed.
# Usage: completion.sh XW SOURCE
PATH=$(dirname "$1"):$PATH; scripts=$2/cli/completion; failed=0
export PATH LC_ALL=C
unset XW_GRAPH
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
xw compile "$2/tests/cli/fixtures/sample" -o "$tmp/sample.xwg" 2>/dev/null ||
    exit 1
cd "$tmp" || exit 2

compopt() { options="$options $*"; } # only works while readline completes
# shellcheck source=/dev/null
. "$scripts/xw.bash"

offered() { # LINE
    COMP_LINE=$1 COMP_POINT=${#1} options=
    _xw
    printf '%s\n' "${COMPREPLY[@]}" | paste -sd ' '
}

check() { # LINE WANTED
    local got; got=$(offered "$1")
    [ "$got" = "$2" ] ||
        { echo "FAIL '$1': '$got', wanted '$2'"; failed=1; }
}

sample="-g sample.xwg"
check "xw expl" "explain"
check "xw hel" "help"
check "xw help sea" "search"
check "xw nothing " ""
check "xw map --max" "--max-hops"
check "xw map alpha:1.1 --min p" "partial"
check "xw map --format=j" "json"
check "xw map --format c" "csv"
check "xw batch --form" ""
check "xw list sc" "scopes"
check "xw map $sample al" "alpha-2019: alpha-2024:"
check "xw map $sample alpha-2024:1.2" "1.2 1.2.a 1.2.b"
check "xw map $sample alpha:1.2." "1.2.a 1.2.b"
check "xw map $sample gamma:" \
    "Art.\\ 1 Art.\\ 2 Art.\\ 3 Art.\\ 4 Art.\\ 5"
check "xw map $sample gamma:Art.\\ 1" "Art.\\ 1"
check "xw map $sample alpha:1.1 --to b" "beta-1.0 beta-1.0@core"
check "xw map $sample alpha:1.1 --to=gamma,beta-1.0@" "gamma,beta-1.0@core"
check "xw coverage $sample --have gamma,alpha:1.2." "1.2.a 1.2.b"
check "xw map --to beta $sample alpha:1.1 --rationale sem" "semantic"
check "xw explain $sample alpha:1.1 beta:B-1" "B-1 B-1\\(1\\)"
check "xw show $sample alpha:1.1 " ""
check "xw map --graph sam" "sample.xwg"
check "xw stats --graph=sam" "sample.xwg"
check "xw compile sam" "sample.xwg"
check "xw map -g /dev/null alp" ""
check "xw map -- $sample" ""

# Every option that help tells of is offered.
for command in $(xw help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | grep -vx help); do
    [ -n "$(offered "xw $command")" ] ||
        { echo "FAIL $command is not offered"; failed=1; }
    for option in $(xw help "$command" |
            sed -n 's/^  [-, a-z]*\(--[a-z-]*\).*/\1/p'); do
        case " $(offered "xw $command --") " in
        *" $option "*) ;;
        *) echo "FAIL xw $command: $option is not offered"; failed=1 ;;
        esac
    done
done

if command -v fish >/dev/null; then
    got=$(HOME=$tmp fish --no-config -c "source $scripts/xw.fish
        complete -C 'xw explain $sample alpha:1.2.'" | cut -f 1 | paste -sd ' ')
    [ "$got" = "alpha:1.2.a alpha:1.2.b" ] ||
        { echo "FAIL fish: '$got'"; failed=1; }
else
    echo "fish is not here: its completion is not tested"
fi
if command -v zsh >/dev/null; then
    zsh -n "$scripts/_xw" || { echo "FAIL zsh"; failed=1; }
else
    echo "zsh is not here: its completion is not read"
fi
exit $failed
