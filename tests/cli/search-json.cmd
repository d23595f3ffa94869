xw search policy --format json
