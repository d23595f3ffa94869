xw assess --results fixtures/results/beta.csv --to alpha --diff fixtures/results/alpha-now.csv --format csv
