xw overlap --max-hops 3
