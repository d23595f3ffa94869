xw search -e 'a(b'
