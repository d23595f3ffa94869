xw map 1.1 --to beta
