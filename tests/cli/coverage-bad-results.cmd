xw coverage --have alpha --want beta --results fixtures/results/bad.csv
