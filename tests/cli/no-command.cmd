xw
