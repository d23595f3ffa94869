xw help
