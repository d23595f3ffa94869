xw assess --results fixtures/results/results.csv --to omega-east
