xw compile fixtures/sample fixtures/guide -o "$tmp/g.xwg" 2>/dev/null
xw roadmap -g "$tmp/g.xwg" --for alpha --start 2027-01-31 --calendar "$tmp/g.ics" >/dev/null &&
cat "$tmp/g.ics"
