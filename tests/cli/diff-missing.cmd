xw diff "$XW_GRAPH" "$tmp/none.xwg"
