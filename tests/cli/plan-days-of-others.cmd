xw plan --for alpha --days beta=3
