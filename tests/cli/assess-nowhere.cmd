xw assess --results fixtures/results/results.csv
