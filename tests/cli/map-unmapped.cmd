xw map alpha:9.9 --to beta
