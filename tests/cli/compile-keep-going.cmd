xw compile fixtures/ten-faults -o "$tmp/out.xwg" --keep-going 2>&1 | tail -n 2
xw stats -g "$tmp/out.xwg" --format csv | cut -d , -f 2-10
