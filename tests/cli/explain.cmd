xw explain alpha:1.1 "gamma:Art. 1"
