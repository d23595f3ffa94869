xw plan --for alpha,betta
