# Files may not grow past 1 KiB.
echo untouched >"$tmp/out.xwg"
(trap '' XFSZ; ulimit -f 2; xw compile fixtures/sample -o "$tmp/out.xwg")
code=$?
cat "$tmp/out.xwg"; ls "$tmp"
exit $code
