xw search zebra
