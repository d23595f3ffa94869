xw evaluate
