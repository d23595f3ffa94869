xw map alpha:2.1 alpha:3.1 --to beta --format md
