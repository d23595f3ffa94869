xw assess --results fixtures/results/results.csv --to gamma --accept-topic
xw assess --results fixtures/results/results.csv --to "gamma:Art. 3" --accept-related --format csv
