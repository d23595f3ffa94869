# Some bytes in the middle are others: which section that is does not matter.
xw compile fixtures/doubtful -o "$tmp/doubtful.xwg" 2>/dev/null
xw check --file -g "$tmp/doubtful.xwg" | grep -v " intact"; echo "exit $?"
size=$(wc -c <"$tmp/doubtful.xwg")
head -c 64 /dev/zero | tr '\0' X |
    dd of="$tmp/doubtful.xwg" bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
mask() { sed 's/^[A-Z]* *[0-9]*  damaged/SECT  0  damaged/; s/chunk [A-Z]*/chunk SECT/'; }
xw check --file -g "$tmp/doubtful.xwg" | grep -v " intact" | mask | uniq
xw check --file -g "$tmp/doubtful.xwg" >"$tmp/all"; echo "exit $?"
xw check -g "$tmp/doubtful.xwg" 2>"$tmp/error"; echo "exit $?"
mask <"$tmp/error"
head -c 40 "$tmp/doubtful.xwg" >"$tmp/cut.xwg"
xw check --file -g "$tmp/cut.xwg"; echo "exit $?"
