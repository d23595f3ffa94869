xw help XW-107
