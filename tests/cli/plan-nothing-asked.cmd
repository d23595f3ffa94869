xw plan
