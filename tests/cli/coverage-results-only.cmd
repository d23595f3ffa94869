xw coverage --want beta --results fixtures/results/results.csv
