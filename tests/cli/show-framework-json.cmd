xw show gamma --format json
