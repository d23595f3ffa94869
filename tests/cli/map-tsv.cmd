xw map alpha:2.1 --to beta --format tsv
