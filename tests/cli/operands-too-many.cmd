xw stats more
