xw compile fixtures/sample fixtures/guide -o "$tmp/g.xwg" 2>/dev/null
printf 'framework_id,scope_id,control_id\nalpha-2024,headings,1\n' >"$tmp/scopes.csv"
xw compile fixtures/sample fixtures/guide "$tmp/scopes.csv" -o "$tmp/h.xwg" 2>/dev/null
xw roadmap -g "$tmp/h.xwg" --for alpha-2024@headings
