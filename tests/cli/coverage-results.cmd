xw coverage --have alpha --want beta --results fixtures/results/results.csv --detail
