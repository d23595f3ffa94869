xw compile fixtures/evaluate -o "$tmp/g.xwg" 2>/dev/null; TERM=xterm script -qec 'xw evaluate -g "$tmp/g.xwg" --min-pairs 10' /dev/null | tr '\r' '\n' | grep -o 'evaluate \[#' | sort -u
