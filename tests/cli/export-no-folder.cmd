xw export -o /dev/full/x
