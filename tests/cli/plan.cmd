xw compile fixtures/plan -o "$tmp/plan.xwg" 2>/dev/null
xw plan -g "$tmp/plan.xwg" --for iso-100,iso-200 --start 2027-01-30 --days iso-100=3,iso-200=4.5
