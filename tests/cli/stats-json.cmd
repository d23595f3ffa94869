xw stats --format json
