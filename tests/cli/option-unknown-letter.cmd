xw stats -z
