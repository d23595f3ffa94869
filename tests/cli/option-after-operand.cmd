xw map alpha:1.1 --to=beta --format csv --fields target -- 
