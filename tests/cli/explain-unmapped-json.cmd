xw explain alpha:9.9 beta:B-8 --format json
