xw compile fixtures/ten-faults --diagnostics json -o "$tmp/out.xwg"
