xw overlap alpha,
