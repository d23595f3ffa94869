xw map alpha:1.1 alpha:2.3 --to beta
