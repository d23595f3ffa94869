xw evaluate --candidates "$tmp/none/c.csv"
