xw batch </dev/null
