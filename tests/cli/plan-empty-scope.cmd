printf "framework_id,scope_id,control_id\nalpha-2024,headings,1\n" >"$tmp/scopes.csv"
xw compile fixtures/sample "$tmp/scopes.csv" -o "$tmp/graph.xwg" 2>/dev/null
xw plan -g "$tmp/graph.xwg" --for alpha-2024@headings
