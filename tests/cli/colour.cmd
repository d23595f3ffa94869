TERM=xterm script -qec "xw map alpha:2.3 alpha:1.1 --to beta" /dev/null | tr -d "\r" | cat -v | head -n 9
