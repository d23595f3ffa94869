xw compile fixtures/sample -o "$tmp/out.xwg" --format-in nativ
