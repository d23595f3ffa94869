xw plan --for alpha,beta --results fixtures/results/bad.csv
