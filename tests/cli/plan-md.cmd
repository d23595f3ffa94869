xw plan --for alpha,beta --format md
