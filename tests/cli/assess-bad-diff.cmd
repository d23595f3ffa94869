xw assess --results fixtures/results/results.csv --to beta --diff fixtures/results/bad.csv
