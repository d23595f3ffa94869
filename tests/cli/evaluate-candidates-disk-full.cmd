xw compile fixtures/evaluate -o "$tmp/g.xwg" 2>/dev/null; xw evaluate -g "$tmp/g.xwg" --min-pairs 10 --candidates /dev/full --format csv
