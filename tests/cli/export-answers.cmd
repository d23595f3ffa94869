xw export --format csv --answers --from alpha-2024 --to beta-1.0
