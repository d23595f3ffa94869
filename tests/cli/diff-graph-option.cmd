xw diff "$XW_GRAPH" "$XW_GRAPH" -g x.xwg
