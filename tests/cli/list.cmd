xw list
