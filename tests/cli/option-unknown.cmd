xw map alpha:1.1 --to beta --max-hop 3
