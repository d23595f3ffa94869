xw overlap --measure partial --max-hops 1 --format json
