xw compile fixtures/sample fixtures/guide -o "$tmp/g.xwg" 2>/dev/null
xw roadmap -g "$tmp/g.xwg" --for alfa
