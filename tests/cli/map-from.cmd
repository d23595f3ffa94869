xw map "beta:B-3" --from alpha,gamma
