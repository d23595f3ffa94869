xw search a --limit 2 --format json --in gamma,beta@core
