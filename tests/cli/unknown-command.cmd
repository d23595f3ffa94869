xw stast
