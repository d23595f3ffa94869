echo untouched >"$tmp/out.xwg"
xw compile fixtures/ten-faults -o "$tmp/out.xwg"
code=$?
cat "$tmp/out.xwg"; ls "$tmp"
exit $code
