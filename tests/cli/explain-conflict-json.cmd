xw explain alpha:3.2 beta:B-7 --format json
