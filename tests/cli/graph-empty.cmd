: >"$tmp/empty.xwg"; xw stats -g "$tmp/empty.xwg"
