xw batch --fields target,verdikt </dev/null
