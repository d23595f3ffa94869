xw overlap
