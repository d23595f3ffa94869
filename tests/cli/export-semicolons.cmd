xw compile fixtures/semicolons -o "$tmp/a.xwg" && xw export -g "$tmp/a.xwg" --format csv --table controls && xw export -g "$tmp/a.xwg"
