xw show beta --format csv
