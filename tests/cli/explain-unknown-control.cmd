xw explain alpha:1.1 beta:B-9
