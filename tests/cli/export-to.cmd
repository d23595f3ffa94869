xw export --to beta-1.0
