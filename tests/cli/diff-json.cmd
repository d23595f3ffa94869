xw compile fixtures/changed -o "$tmp/new.xwg" 2>/dev/null
xw diff "$XW_GRAPH" "$tmp/new.xwg" --format json | sed 's/\("old_graph": *\)"[0-9a-f]*"/\1"0000000000000000"/'
