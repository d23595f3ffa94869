xw explain alpha:1.2.b "beta:B-2" --format csv
