xw assess --results fixtures/results/beta.csv --to alpha --max-age 365 --as-of 2026-06-30 --format json
