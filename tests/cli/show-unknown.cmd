xw show alhpa
