xw assess --results fixtures/results/beta.csv --to alpha
