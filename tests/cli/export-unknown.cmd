xw export alhpa
