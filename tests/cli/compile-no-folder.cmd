xw compile fixtures/sample -o "$tmp/no/such/out.xwg"
