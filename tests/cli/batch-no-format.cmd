xw batch --format json </dev/null
