xw compile fixtures/implied.csv -o "$tmp/out.xwg" --strict
