xw map alpha:1.1 --to gamma --max-hops 1
