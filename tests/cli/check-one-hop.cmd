# With a single hop there are no walks to contradict a mapping.
xw compile fixtures/doubtful -o "$tmp/doubtful.xwg" 2>/dev/null
xw check -g "$tmp/doubtful.xwg" --max-hops 1 | head -8
