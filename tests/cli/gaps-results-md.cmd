xw gaps --have alpha --want beta --results fixtures/results/results.csv --format md
