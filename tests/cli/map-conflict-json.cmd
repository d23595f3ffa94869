xw map alpha:3.2 --to beta --format json
