xw plan --for alpha,beta,gamma --carry --results fixtures/results/results.csv --format json
