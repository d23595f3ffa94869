xw show beta:B-8
