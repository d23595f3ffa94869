xw stats | grep -v bytes
