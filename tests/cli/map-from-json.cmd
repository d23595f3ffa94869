xw map "gamma:Art. 2" --from alpha --format json
