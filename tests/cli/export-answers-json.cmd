xw export --answers
