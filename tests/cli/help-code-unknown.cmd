xw help XW-1070
