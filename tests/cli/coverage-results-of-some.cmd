xw coverage --have alpha,gamma --want beta --results fixtures/results/results.csv
