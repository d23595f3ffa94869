xw export --format json
