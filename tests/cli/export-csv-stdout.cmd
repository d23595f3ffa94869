xw export --format csv
