xw map alpha:1.2.a --to gamma --max-hops 3
