#!/bin/sh
# The manual is well formed, its examples run, and it names every command and
# option that the command itself does; so does the page of each command.
# Usage: manual.sh XW MANUAL PAGES
xw=$1; manual=$2; pages=$3; failed=0
PATH=$(dirname "$xw"):$PATH; export PATH LC_ALL=C TERM=dumb
unset XW_GRAPH
fail() { echo "FAIL $*"; failed=1; }

if command -v mandoc >/dev/null; then
    mandoc -Tlint "$manual" || fail "mandoc finds fault (above)"
    # It looks for what a page refers to among those of the system.
    mandoc -Tlint "$pages"/*.1 | grep -v 'STYLE: referenced manual not found' &&
        fail "mandoc finds fault (above)"
else
    echo "mandoc is not here: the form is not checked"
fi

# \e is how the manual writes a backslash.
sed -n 's/^\$ //p' "$manual" | sed 's/\\e/\\/g' | {
    status=0
    while read -r line; do
        sh -c "$line" >/dev/null || { echo "FAIL $line"; status=1; }
    done
    exit $status
} || failed=1

for command in $(xw help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    grep -q "^\.It Cm $command" "$manual" || fail "no command $command"
    [ "$command" = help ] && continue
    page=$pages/xw-$command.1
    grep -q "^\.Xr xw-$command 1" "$pages/xw.1" || fail "no page $command"
    for option in $(xw help "$command" | sed -n 's/^  [-, a-z]*--\([a-z-]*\).*/\1/p'); do
        grep -q -- "Fl -$option" "$manual" || fail "no option --$option"
        grep -q -- "Fl -$option" "$page" || fail "$page: no option --$option"
    done
done

refusals=$(dirname "$manual")/../refusal.h
for number in $(sed -n 's/^ *REFUSED_[A-Z]* = \([0-9]*\).*/\1/p' "$refusals"); do
    grep -q "^\.It Li XW-$number$" "$manual" || fail "no code XW-$number"
done
exit $failed
