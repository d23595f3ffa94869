xw compile fixtures/doubtful -o "$tmp/doubtful.xwg" 2>/dev/null
xw check -g "$tmp/doubtful.xwg" --format md
