xw search a --limit 2
