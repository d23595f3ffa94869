xw evaluate --min-pairs 1 --max-hops 1 --format json
