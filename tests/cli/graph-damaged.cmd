# One byte of the last section is another.
cp "$XW_GRAPH" "$tmp/damaged.xwg"
size=$(wc -c <"$tmp/damaged.xwg")
printf X | dd of="$tmp/damaged.xwg" bs=1 seek=$((size - 100)) conv=notrunc 2>/dev/null
for command in stats list "show alpha" "search policy" "map alpha:1.1 --to beta" "explain alpha:1.1 beta:B-1"; do
    xw $command -g "$tmp/damaged.xwg"; echo "exit $?"
done
