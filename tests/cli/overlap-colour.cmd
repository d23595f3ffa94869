TERM=xterm script -qec "xw overlap alpha beta gamma 2>/dev/null" /dev/null | tr -d "\r" | cat -v
