COLUMNS=72 xw map alpha:1.2.a alpha:5.2 --to beta
