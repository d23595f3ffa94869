xw stats -vg"$XW_GRAPH" | head -n 1
