xw explain alpha:4.1 beta:B-8
