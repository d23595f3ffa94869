xw coverage --have alpha --want beta --results fixtures/results/none.csv
