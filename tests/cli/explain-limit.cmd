xw explain alpha:1.2 "gamma:Art. 1" --max-hops 4 --limit 1
