xw map alpha:3.1 --to beta
