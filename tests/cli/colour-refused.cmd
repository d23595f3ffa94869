TERM=xterm script -qec "NO_COLOR=1 xw map alpha:1.1 --to beta" /dev/null | grep -c "$(printf "\033")"
