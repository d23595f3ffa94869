xw list set
