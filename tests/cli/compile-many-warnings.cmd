xw compile fixtures/many-warnings -o "$tmp/out.xwg" 2>&1 | tail -n 5
