xw map alpha:2.2 --to beta --format csv
