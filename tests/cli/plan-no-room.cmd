xw plan --for alpha,beta --capacity 1 --months 3 --session 2
