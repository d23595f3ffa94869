xw check --limit 1 --threads 3
