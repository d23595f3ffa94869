xw plan --for alpha,beta,gamma --format json
