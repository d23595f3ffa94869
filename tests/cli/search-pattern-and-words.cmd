xw search -e '^B-' record
