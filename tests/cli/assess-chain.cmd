xw assess --results fixtures/results/results.csv --to beta --format csv >"$tmp/beta.csv"
xw assess --results fixtures/results/results.csv --results "$tmp/beta.csv" --to beta --format csv >"$tmp/again.csv"
cmp "$tmp/beta.csv" "$tmp/again.csv"
xw assess --results "$tmp/beta.csv" --to gamma
