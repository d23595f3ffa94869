xw map alpha:1.1 alpha:3.1 --to gamma --max-hops 4 --limit 0
