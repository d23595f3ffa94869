# All of the file is checked before the first request.
head -c 4000 "$XW_GRAPH" >"$tmp/cut.xwg"
xw batch -g "$tmp/cut.xwg" </dev/null
