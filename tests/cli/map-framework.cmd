xw map alpha --to beta
