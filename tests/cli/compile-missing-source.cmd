xw compile nosuch.csv -o "$tmp/out.xwg"
