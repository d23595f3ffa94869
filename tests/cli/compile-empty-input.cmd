: >"$tmp/empty.csv"; xw compile "$tmp/empty.csv" -o "$tmp/out.xwg"
