xw show beta:B-8 --format json
