xw explain alpha:2.2 beta:B-4
