xw export --format csv --answers --from alpha-2024 --to gamma --min full
