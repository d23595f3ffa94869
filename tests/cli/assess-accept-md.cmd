xw assess --results fixtures/results/results.csv --to gamma --accept-topic --accept-related --format md
