TERM=xterm script -qec 'xw compile fixtures/sample -o "$tmp/out.xwg"' /dev/null |
    tr '\r' '\n' | grep -o 'compile \[#*\] 100%'
