xw map alpha:1.2.a alpha:2.1 --to beta,gamma --format csv
