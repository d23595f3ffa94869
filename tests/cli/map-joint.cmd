xw map alpha:4.1 --to beta
