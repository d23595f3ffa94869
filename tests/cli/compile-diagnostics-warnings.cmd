xw compile fixtures/implied.csv --diagnostics json -o "$tmp/out.xwg"
