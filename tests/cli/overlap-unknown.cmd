xw overlap alpha delta
