xw diff "$XW_GRAPH" "$XW_GRAPH"
