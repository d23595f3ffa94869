xw search 1 --in alpha,omega-east --format csv
