xw compile -v fixtures/many-warnings -o "$tmp/out.xwg" 2>&1 | grep -c warning:
