xw assess --to beta
