xw map alpha:5.1 --to gamma
