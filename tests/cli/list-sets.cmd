xw list sets
