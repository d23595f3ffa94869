xw help mpa
