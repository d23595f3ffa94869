xw compile fixtures/changed -o "$tmp/new.xwg" 2>/dev/null && xw diff "$XW_GRAPH" "$tmp/new.xwg"
