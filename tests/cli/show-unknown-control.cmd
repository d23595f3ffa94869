xw show beta:B-11
