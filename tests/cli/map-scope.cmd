xw map alpha:1.1 alpha:1.2.a --to beta@core --format csv
