xw export --format csv --table gaps
