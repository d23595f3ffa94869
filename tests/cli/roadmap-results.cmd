xw compile fixtures/sample fixtures/guide -o "$tmp/g.xwg" 2>/dev/null
xw roadmap -g "$tmp/g.xwg" --for alpha --have beta --results fixtures/results/results.csv
