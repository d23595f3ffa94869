xw compile ../corpus/wide/good/with-a-map --columns ../corpus/wide/options/columns.csv -o "$tmp/o.xwg"
xw map rules-1:R.1 --to other-2,third -g "$tmp/o.xwg" --format csv --fields target,verdict,basis
