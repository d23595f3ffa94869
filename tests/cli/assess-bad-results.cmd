xw assess --results fixtures/results/bad.csv --to beta
