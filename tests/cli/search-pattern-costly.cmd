xw compile fixtures/costly -o "$tmp/costly.xwg" 2>/dev/null &&
xw search -g "$tmp/costly.xwg" -e "(a+)+\$"
