xw map alpha:2.2 --to gamma --format json
