xw map alpha:2.1 --to gamma
