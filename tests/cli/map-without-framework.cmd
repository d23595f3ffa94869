xw map alpha:1.1
