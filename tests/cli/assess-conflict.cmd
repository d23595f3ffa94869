xw assess --results fixtures/results/beta.csv --results fixtures/results/alpha-now.csv --to alpha
