xw assess --results fixtures/results/results.csv --to beta,gamma --format json
