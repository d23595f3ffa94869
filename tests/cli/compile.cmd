xw compile fixtures/sample -o "$tmp/sample.xwg"
