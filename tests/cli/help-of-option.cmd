xw compile --help
