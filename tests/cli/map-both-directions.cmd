xw map alpha:1.1 --to beta --from gamma
