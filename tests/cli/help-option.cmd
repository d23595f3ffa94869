xw --help | head -n 1
