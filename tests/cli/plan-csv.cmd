xw plan --for alpha,beta,gamma --start 2028-02-29 --format csv
