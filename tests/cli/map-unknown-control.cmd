xw map alpha:1.3 --to beta
