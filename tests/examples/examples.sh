#!/bin/sh
# The examples say what they should, and refuse what they should.
# Usage: examples.sh FOLDER XW GRAPH
folder=$1; xw=$2; graph=$3; failed=0
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT

is() { # WHAT WANTED
    cat >"$tmp/got"
    printf '%b' "$2" | diff -u - "$tmp/got" || { echo "FAIL $1"; failed=1; }
}

"$folder/example_map_control" "$graph" iso-42001:A.9.4 eu-ai-act |
    sed -n 1p | is map "full eu-ai-act:26.1 (Use in accordance with the instructions)\n"
"$folder/example_map_control" "$graph" iso-42001:A.99 gdpr 2>&1 |
    sed -n 1p | is refusal "iso-42001-2023: unknown control 'A.99'\n"

printf 'iso-42001:A.9.4 eu-ai-act\nnothing gdpr\niso-42001:6.1.2 iso-27001\n' |
    "$folder/example_batch" "$graph" |
    is batch "full\nunknown framework ''\npartial\n"

printf 'house/1 superset_of law/7.2 8\nlaw/7.2 equal other/x 10\n' |
    "$folder/example_custom_format" "$tmp/own.xwg" |
    is custom "3 controls of 3 frameworks\n"
"$xw" map house:1 --to other -g "$tmp/own.xwg" --format csv \
    --fields target,verdict | is "custom, mapped" "target,verdict\nother:x,full\n"
printf 'house/1 superset_of law/7.2 8\nhouse/1 overlaps\n' |
    "$folder/example_custom_format" "$tmp/bad.xwg" 2>&1 |
    is "custom, refused" "line 2: not a mapping\n"
[ ! -e "$tmp/bad.xwg" ] || { echo "FAIL a bad graph was written"; failed=1; }
exit $failed
