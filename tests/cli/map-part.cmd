xw map alpha:1.2 --to beta --format json
