xw help map
