xw plan --for alpha:1,beta:B-1
