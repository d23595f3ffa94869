xw map alpha:2.3 --to beta
