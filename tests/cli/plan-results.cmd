xw plan --for alpha,beta --results fixtures/results/results.csv
