COLUMNS=50 xw map alpha:1.2.a --to beta
