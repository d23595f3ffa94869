xw map "beta:B-3" --from alpha --format csv
