xw diff "$XW_GRAPH"
