xw explain alpha:2.1 "gamma:Art. 2" --format md
