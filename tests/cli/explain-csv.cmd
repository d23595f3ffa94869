xw explain alpha:1.2 "beta:B-2" --format csv
