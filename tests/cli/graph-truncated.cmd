head -c 3000 "$XW_GRAPH" >"$tmp/short.xwg"
xw stats -g "$tmp/short.xwg"
