cd fixtures/sample
xw compile sets.csv gaps.csv mappings.csv scopes.csv controls.csv frameworks.csv -o "$tmp/again.xwg" 2>/dev/null
cmp "$tmp/again.xwg" "$XW_GRAPH"
