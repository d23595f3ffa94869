xw explain alpha:1.1
