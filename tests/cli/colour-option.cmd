TERM=xterm script -qec "xw map alpha:1.1 --to beta --no-color" /dev/null | grep -c "$(printf "\033")"
