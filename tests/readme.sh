#!/bin/sh
# Run the console examples of a document, and compare what they print, errors
# included, with what the document shows.  In ```console blocks, a line of
# "$ xw ..." or "$ ./dev run ..." is run and the lines up to the next "$" are
# what it prints, on a terminal of 110 columns; a line of "..." stands for any
# number of lines, and any checksum of a graph for any other.  Other commands
# are not run.
# Usage: readme.sh XW FILE
PATH=$(dirname "$1"):$PATH; file=$2; failed=0
export PATH LC_ALL=C TERM=dumb COLUMNS=110
unset NO_COLOR XW_GRAPH
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$(dirname "$file")" || exit 2

# One example a pair of files: N.cmd and N.want.
awk -v dir="$tmp" '
    /^```/        { inside = $0 == "```console"; name = ""; next }
    !inside       { next }
    /^\$ (xw|\.\/dev run) / {
        name = sprintf("%s/%03d", dir, ++count)
        sub(/^\$ (xw|\.\/dev run) /, "xw "); print > (name ".cmd")
        printf "" > (name ".want"); next
    }
    /^\$ /        { name = ""; next }
    name != ""    { print > (name ".want") }' "$file"

mask() {
    tr -d '\r' | sed 's/"graph": "[0-9a-f]\{16\}"/"graph": "0000000000000000"/'
}

# Whether the output fits: "..." skips to the line that the next one shows.
fits() { # WANT GOT
    awk 'FNR == NR { want[++wanted] = $0; next }
         { got[++seen] = $0 }
         END {
             for (w = g = 1; w <= wanted; ++w) {
                 if (want[w] != "...") {
                     if (g > seen || got[g++] != want[w]) exit 1
                 } else if (w == wanted) {
                     exit 0
                 } else {
                     while (g <= seen && got[g] != want[w + 1]) ++g
                 }
             }
             exit g != seen + 1
         }' "$1" "$2"
}

for cmd in "$tmp"/*.cmd; do
    [ -f "$cmd" ] || { echo "no examples in $file"; exit 1; }
    want=${cmd%.cmd}.want
    sh "$cmd" 2>&1 </dev/null | mask >"$tmp/got"
    mask <"$want" >"$tmp/want"; mv "$tmp/want" "$want"
    fits "$want" "$tmp/got" || {
        echo "FAIL $(cat "$cmd")"; diff -u "$want" "$tmp/got"; failed=1
    }
done
exit $failed
