xw export > /dev/full
